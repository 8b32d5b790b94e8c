"""What the tests watch: a site, its pages, and a clock that nobody waits for."""

from dataclasses import dataclass, field

STORY = (
    "<p>WESTHAVEN (Quay News) - The town of Westhaven opened its third bridge on Monday, the mayor said.</p>"
    "<p>The bridge cost 12 million crowns and took three years to build, according to the town's engineers.</p>"
    "<p>Traffic will be counted for a year, and a fourth bridge is planned, Mayor Ida Holm told reporters.</p>"
)


@dataclass
class Site:
    """What a server answers at each path, and what it was asked. A body may say how it is sent."""

    port: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: str | bytes, *, status: int = 200, **fields: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        self.pages[path] = (status, {"content-type": "text/html", **named}, data)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Clock:
    """Time passes in pauses only."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        if seconds:
            self.pauses.append(seconds)
        self.now += seconds
