"""The tables of a desk's file."""

FORMAT = 1
SCHEMA = """
CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    received TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    day TEXT,
    story TEXT,
    reprint BLOB,
    copy_of TEXT
);
CREATE INDEX pages_of_story ON pages (story);
CREATE INDEX copies ON pages (source, copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE contents (number INTEGER PRIMARY KEY, findings BLOB NOT NULL, profile BLOB NOT NULL);
CREATE TABLE compared (number INTEGER PRIMARY KEY, prints BLOB NOT NULL, key BLOB NOT NULL);
CREATE TABLE rejected (source TEXT PRIMARY KEY, stage TEXT, reason TEXT, detail TEXT) WITHOUT ROWID;
CREATE TABLE removed (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE links (a TEXT, b TEXT, link BLOB NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX links_back ON links (b);
CREATE TABLE changes (number INTEGER PRIMARY KEY, change BLOB NOT NULL);
CREATE TABLE decided (a TEXT, b TEXT, value REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE arrays (name TEXT, chunk INTEGER, digest INTEGER, data BLOB NOT NULL, PRIMARY KEY (name, chunk));
CREATE TABLE watched (address TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE passages USING fts5 (
    text, number UNINDEXED, start UNINDEXED, end UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (passages, row);
"""
