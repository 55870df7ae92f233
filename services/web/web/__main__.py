"""Run as `python -m web`: serves until SIGTERM or SIGINT; answers that are under way are finished."""

import sys

import uvicorn
from pydantic import ValidationError

from web.answering import INDEX, Screens
from web.files import read
from web.settings import Settings

GRACE_SECONDS = 5


def main() -> int:
    try:
        settings = Settings()
    except ValidationError as error:
        for fault in error.errors():
            print(f"ZHIFATONG_{str(fault['loc'][0]).upper()} is not usable: {fault['msg']}", file=sys.stderr)
        return 1
    files = read(settings.screens, settings.pack)
    if INDEX not in files:
        print(f"{settings.screens} holds no index.html: `make web` builds it", file=sys.stderr)
        return 1
    uvicorn.run(
        Screens(files),
        host=settings.host,
        port=settings.port,
        lifespan="off",
        ws="none",
        access_log=False,
        server_header=False,
        log_config=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
