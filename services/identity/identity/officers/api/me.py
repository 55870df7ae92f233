from chassis.http import routes
from identity.dependencies import Anyone
from identity.officers.api.dependencies import Verbs
from identity.officers.queries import officer_page
from identity.officers.view import OfficerView

router = routes(tag="sign-in")


@router.get("/me")
async def who_am_i(officers: Verbs, who: Anyone) -> OfficerView:
    return await officer_page(officers, await officers.read(who.actor), who)
