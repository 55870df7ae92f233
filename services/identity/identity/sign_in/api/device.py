from chassis.http import routes
from identity.dependencies import Leaving, Myself
from identity.sign_in.api.dependencies import Done, Stays
from identity.sign_in.device_view import DeviceList, device_view

router = routes("/devices", "sign-in")


@router.get("", summary="查询登录的设备")
async def list_devices(staying: Stays, who: Myself) -> DeviceList:
    """The caller's own devices, the last used first."""
    return DeviceList(items=[device_view(one, who.device) for one in await staying.devices_of(who.actor)])


@router.post("/{device_id}/end", summary="终止设备登录")
async def end_device(device_id: str, staying: Stays, who: Leaving) -> Done:
    await staying.end(device_id, who)
    return Done(person=who.actor)
