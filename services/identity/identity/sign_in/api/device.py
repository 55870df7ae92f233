from chassis.http import routes
from contracts.values import PersonId
from identity.dependencies import Administering, Leaving, Myself, SendingAway
from identity.sign_in.api.dependencies import Done, Stays
from identity.sign_in.device_view import DeviceList, device_view

router = routes(tag="sign-in")


@router.get("/devices", summary="查询登录的设备")
async def list_devices(staying: Stays, who: Myself) -> DeviceList:
    """The caller's own devices, the last used first."""
    return DeviceList(items=[device_view(one, who.device) for one in await staying.devices_of(who.actor)])


@router.post("/devices/{device_id}/end", summary="终止设备登录")
async def end_device(device_id: str, staying: Stays, who: Leaving) -> Done:
    await staying.end(who.actor, device_id, who)
    return Done(person=who.actor)


@router.get("/officers/{officer_id}/devices", summary="查询账户登录的设备")
async def list_devices_of(officer_id: PersonId, staying: Stays, who: Administering) -> DeviceList:
    """Where somebody is signed in, for the administrator who is called because a phone was lost."""
    return DeviceList(items=[device_view(one, who.device) for one in await staying.devices_of(officer_id)])


@router.post("/officers/{officer_id}/devices/{device_id}/end", summary="终止他人的设备登录")
async def end_device_of(officer_id: PersonId, device_id: str, staying: Stays, who: SendingAway) -> Done:
    """The person's other devices stay signed in; the account's history tells who ended it."""
    await staying.end(officer_id, device_id, who)
    return Done(person=officer_id)
