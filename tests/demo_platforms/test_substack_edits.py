"""The made-up Substack moves on: what an edit does is seen by whoever asks next."""

from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack import edits
from outlast.demo_platforms.substack.world import World
from tests.demo_platforms.places import API, GLOBAL, HOME
from tests.fakes.asking import Client


def test_the_same_seed_makes_the_same_world() -> None:
    assert World(seed=5).truth() == World(seed=5).truth()
    assert World(seed=5).truth() != World(seed=6).truth()


def test_a_published_post_is_the_newest(world: World, asking: Client) -> None:
    made = edits.publish_post(world)
    assert asking.ask(f"{API}/archive?limit=1").data[0]["slug"] == made.slug
    assert made.slug in asking.ask(f"{HOME}/feed").text


def test_an_edited_post_has_more_words_and_a_later_time(world: World, asking: Client) -> None:
    address = f"{API}/posts/{world.published()[0].slug}"
    before = asking.ask(address)
    edits.edit_post(world)
    after = asking.ask(address, headers={"If-None-Match": before.headers["etag"]})
    assert after.status == 200
    assert after.data["updated_at"] > before.data["updated_at"]
    assert after.data["wordcount"] > before.data["wordcount"]


def test_a_deleted_post_is_gone_with_its_comments(world: World, asking: Client) -> None:
    gone = edits.delete_post(world)
    assert asking.ask(f"{API}/posts/{gone.slug}").status == 404
    assert asking.ask(f"{API}/post/{gone.number}/comments").status == 404
    assert str(gone.number) not in world.truth()["posts"]


def test_comments_and_replies_are_added(world: World, asking: Client, cookie: str) -> None:
    post = world.published()[0]
    before = asking.ask(f"{API}/posts/{post.slug}").data["comment_count"]
    edits.add_comments(world, 3)
    assert asking.ask(f"{API}/posts/{post.slug}").data["comment_count"] == before + 3
    count = len(world.threads[0].replies)
    edits.add_chat_replies(world, 4)
    address = f"{GLOBAL}/community/publications/{world.title.number}/posts"
    assert asking.ask(address, cookie=cookie).data["threads"][0]["communityPost"]["comment_count"] == count + 4


def test_subscribers_come_and_go(world: World, asking: Client, cookie: str) -> None:
    before = {each.person.address for each in world.present()}
    edits.join(world, 7)
    edits.leave(world, 2)
    after = {each.person.address for each in world.present()}
    assert (len(after - before), len(before - after)) == (7, 2)
    asked = {"filters": {}, "limit": 100, "offset": 0}
    answer = asking.ask(f"{API}/subscriber-stats", method="POST", data=asked, cookie=cookie).data
    assert answer["count"] == 205


def test_a_former_handle_is_not_found_and_its_page_leads_to_the_new_one(world: World, asking: Client) -> None:
    edits.rename_handle(world, "mayawritesatnight")
    assert asking.ask(f"{GLOBAL}/user/mayalindqvist/public_profile").status == 404
    answer = asking.ask("substack.com/@mayalindqvist")
    assert (answer.status, answer.headers["location"]) == (301, "https://substack.com/@mayawritesatnight")
    assert asking.ask(f"{GLOBAL}/user/mayawritesatnight/public_profile").data["profile_disabled"] is False


def test_a_former_address_leads_to_the_new_one(world: World, asking: Client) -> None:
    edits.rename_publication(world, "nightmail")
    answer = asking.ask(f"{HOME}/feed")
    assert (answer.status, answer.headers["location"]) == (301, "https://nightmail.substack.com/feed")


def test_every_edit_can_be_done_from_outside(server: PlatformServer, world: World, asking: Client) -> None:
    wanted = dict.fromkeys(edits.EDITS, 2)
    answer = asking.ask("control.invalid/__control", method="POST", data={"edit": wanted})
    assert answer.status == 200
    assert world.version >= len(wanted)
    refused = asking.ask("control.invalid/__control", method="POST", data={"edit": {"burn-it": 1}})
    assert refused.status == 400
