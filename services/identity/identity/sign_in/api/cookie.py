"""The cookie that holds a device's secret: no script reads it, and the browser sends it to `POST /refresh` alone."""

from fastapi import Request, Response

from identity.sign_in.devices import Device
from identity.sign_in.refresh_secret import RefreshSecret

NAME = "zhifatong-refresh"
PATH = "/api/identity/refresh"
"""As browsers see it, before the gateway."""


def hand_over(response: Response, secret: RefreshSecret, device: Device, request: Request) -> None:
    """Set the cookie until the day on which the sign-in is over; without TLS only where the setting says so."""
    response.set_cookie(
        NAME,
        secret.text,
        expires=device.until,
        path=PATH,
        secure=request.app.state.service.secure_cookies,
        httponly=True,
        samesite="strict",
    )


def forget(response: Response) -> None:
    response.delete_cookie(NAME, path=PATH, httponly=True, samesite="strict")
