from chassis.http import routes
from identity.dependencies import Myself
from identity.officers.api.dependencies import Verbs
from identity.officers.queries import my_page
from identity.officers.view import MeView

router = routes(tag="sign-in")


@router.get("/me", summary="本人账户")
async def who_am_i(officers: Verbs, who: Myself) -> MeView:
    return await my_page(officers, await officers.read(who.actor), who)
