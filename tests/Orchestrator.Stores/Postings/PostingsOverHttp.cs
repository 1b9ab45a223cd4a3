using System.Text.Json;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Postings;

/// <summary>台账登记: one proposes, another approves, the rules decide both times. Every test has units of its own in one ledger.</summary>
public abstract class PostingsOverHttp(PostingCity city)
{
    private const string Day = "2020-09-01";

    [Fact]
    public async Task A_posting_changes_the_ledger_when_somebody_else_has_approved_it()
    {
        await city.Open("A1", "甲局", 5);
        var posting = new { kind = "PostQuota", on = Day, docNo = "楚编发〔2020〕11号", reason = "Issue", toAccountId = "A1-Administrative-Full", count = 3, approvalNo = "省编发〔2020〕3号" };
        var seen = (await city.Check(posting)).ShouldAnswer(200).Json;
        seen.GetProperty("allowed").GetBoolean().ShouldBeTrue(seen.ToString());
        seen.GetProperty("sentence").GetString().ShouldBe("上级下达甲局行政编制3名");
        Changes(seen).ShouldBe(["甲局行政编制（全额拨款） 核定 5→8", "甲局行政编制（全额拨款） 可用 5→8"]);

        var first = (await city.Propose(posting, "once")).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        (await city.Propose(posting, "once")).ShouldAnswer(200).Json.GetProperty("id").GetString().ShouldBe(first);
        (await city.Propose(posting with { count = 4 }, "once")).ShouldAnswer(409, "command.reused");
        (await city.Free("A1")).ShouldBe(5);

        (await city["bb.jb"].Post($"organization/postings/{first}/approve", new { commandId = "own" })).ShouldAnswer(403);
        var row = await city.Row(first, "bb.sh");
        (row.GetProperty("status").GetString(), row.GetProperty("mayApprove").GetBoolean(), row.GetProperty("own").GetBoolean()).ShouldBe(("Proposed", true, false));
        var two = await Task.WhenAll(city.Approve(first, "bb.sh"), city.Approve(first, "bb.zr"));
        two.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
        two.Single(answer => answer.Status == 409).ShouldAnswer(409, "posting.decided").Text.ShouldContain("审核入账");
        (await city.Free("A1")).ShouldBe(8);
        (await city["bb.jb"].Get("organization/units/A1")).ShouldAnswer(200).Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()).ShouldContain(first);

        (await city.Post(new { kind = "ReverseEntry", on = Day, docNo = "楚编发〔2020〕12号", entryId = first })).ShouldAnswer(200).Json.GetProperty("sentence").GetString()!.ShouldStartWith("冲销楚编发〔2020〕11号");
        (await city.Free("A1")).ShouldBe(5);
        (await city.Propose(new { kind = "ReverseEntry", on = Day, docNo = "楚编发〔2020〕12号", entryId = first })).ShouldAnswer(422, "posting.refused").Text.ShouldContain("ledger.reverse");
    }

    [Fact]
    public async Task Whoever_may_both_propose_and_approve_leaves_his_own_to_another_and_a_return_ends_it()
    {
        await city.Open("B1", "乙局", 5);
        var own = (await city.Propose(Lock("B1", 1), null, "bb.zr")).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        (await city.Approve(own, "bb.zr")).ShouldAnswer(403, "posting.own");
        (await city.Return(own, "bb.jb", "不是我的")).ShouldAnswer(403, "posting.other");
        (await city.Return(own, "bb.sh", " ")).ShouldAnswer(422, "posting.reason");
        (await city.Return(own, "bb.sh", "锁定数与通知不符")).ShouldAnswer(200);
        (await city.Approve(own, "bb.sh")).ShouldAnswer(409, "posting.decided").Text.ShouldContain("退回");
        (await city.Row(own)).GetProperty("remark").GetString().ShouldBe("锁定数与通知不符");

        var withdrawn = (await city.Propose(Lock("B1", 1))).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        (await city.Return(withdrawn, "bb.jb", "填错了单位")).ShouldAnswer(200);
        (await city.Row(withdrawn)).GetProperty("status").GetString().ShouldBe("Withdrawn");
        (await city.Approve("DJ-99999", "bb.sh")).ShouldAnswer(404);
        (await city.Free("B1")).ShouldBe(5);
    }

    [Fact]
    public async Task What_was_right_when_it_was_proposed_is_refused_when_the_ledger_has_moved_on()
    {
        await city.Open("C1", "丙局", 3);
        var (first, second) = ((await city.Propose(Lock("C1", 2))).ShouldAnswer(200).Json.GetProperty("id").GetString()!, (await city.Propose(Lock("C1", 2))).ShouldAnswer(200).Json.GetProperty("id").GetString()!);
        (await city.Approve(first, "bb.sh")).ShouldAnswer(200);
        var waiting = await city.Row(second);
        (waiting.GetProperty("problems")[0].GetProperty("rule").GetString(), waiting.GetProperty("changes").GetArrayLength()).ShouldBe(("Q-08", 0), "whoever approves sees today's ledger");
        var refused = (await city.Approve(second, "bb.sh")).ShouldAnswer(422, "posting.refused").Json.GetProperty("problems")[0];
        (refused.GetProperty("rule").GetString(), refused.GetProperty("path").GetString()).ShouldBe(("Q-08", "count"));
        (await city.Row(second)).GetProperty("status").GetString().ShouldBe("Proposed");
        (await city.Post(new { kind = "UnlockQuota", on = Day, docNo = "楚编发〔2020〕14号", lockId = first })).ShouldAnswer(200);
        Changes(await city.Row(second)).ShouldBe(["丙局行政编制（全额拨款） 锁定 0→2", "丙局行政编制（全额拨款） 可用 3→1"]);
        (await city.Approve(second, "bb.sh")).ShouldAnswer(200);
        (await city.Free("C1")).ShouldBe(1);
    }

    [Fact]
    public async Task Everything_missing_or_wrong_is_told_at_once_and_each_at_its_field()
    {
        await city.Open("E1", "戊局", 5);
        await city.Open("E2", "己局", 5);
        Paths(await city.Propose(new { kind = "PostQuota" })).ShouldBe(["on", "docNo", "reason", "count"], ignoreOrder: true);
        Paths(await city.Propose(new { kind = "PostQuota", on = "2999-01-01", docNo = "号", reason = "Issue", fromAccountId = "E1-Administrative-Full", toAccountId = "X", count = 0 })).ShouldBe(["on", "fromAccountId", "toAccountId", "count"], ignoreOrder: true);
        Paths(await city.Propose(new { kind = "StartFreeze", on = Day, organIds = Array.Empty<string>() })).ShouldBe(["docNo", "organIds", "authority"], ignoreOrder: true);
        Paths(await city.Propose(new { kind = "AllotInternal", on = Day, docNo = "号", organId = "E9", internalOrganId = "无", count = -1 })).ShouldBe(["organId", "internalOrganId", "name", "count"], ignoreOrder: true);
        Paths(await city.Propose(new { kind = "PlacePerson", on = Day, docNo = "号", personKey = "p", accountId = "E1-Administrative-Full", placementKind = "Transfer" })).ShouldBe(["placementKind"]);
        Paths(await city.Propose(new { kind = "EndPlacement", on = Day, docNo = "号", personKey = "nobody", end = "Retirement" })).ShouldBe(["personKey"]);
        (await city["bb.jb"].Post("organization/postings", new { commandId = "kind", posting = new { kind = "Nothing" } })).Status.ShouldBeInRange(400, 422);
        (await city["bb.jb"].Post("organization/postings", new { commandId = "", posting = Lock("E1", 1) })).ShouldAnswer(422, "command.id");

        // The quotas of a duty follow a duty: D-01 names the field where it belongs.
        var moved = new { kind = "PostQuota", on = Day, docNo = "楚编发〔2020〕20号", reason = "DutyTransfer", fromAccountId = "E1-Administrative-Full", toAccountId = "E2-Administrative-Full", count = 2, dutyTransferId = (string?)null };
        var problem = (await city.Propose(moved)).ShouldAnswer(422, "posting.refused").Json.GetProperty("problems")[0];
        (problem.GetProperty("rule").GetString(), problem.GetProperty("path").GetString()).ShouldBe(("D-01", "dutyTransferId"));
        var duty = (await city.Post(new { kind = "RegisterDutyTransfer", on = Day, docNo = "楚编发〔2020〕19号", dutyIds = new[] { "市容管理" }, action = "Whole", fromOrganId = "E1", toOrganId = "E2" })).ShouldAnswer(200).Json.GetProperty("id").GetString();
        (await city.Post(moved with { dutyTransferId = duty })).ShouldAnswer(200);
        (await city.Free("E2")).ShouldBe(7);
    }

    [Fact]
    public async Task Nothing_moves_in_a_frozen_unit_whatever_day_is_written_on_it_and_the_attempt_is_audited()
    {
        await city.Open("F1", "庚局", 4);
        (await city.Post(new { kind = "PlacePerson", on = Day, docNo = "楚编函〔2020〕1号", personKey = "F1-1", accountId = "F1-Administrative-Full", placementKind = "Enter" })).ShouldAnswer(200);
        var freeze = new { kind = "StartFreeze", on = Day, docNo = "楚编发〔2020〕30号", organIds = new[] { "F1" }, authority = "市委编委", start = "2020-09-02" };
        var proposed = (await city.Propose(freeze)).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        (await city.Approve(proposed, "zz")).ShouldAnswer(200);

        var issue = new { kind = "PostQuota", on = Day, docNo = "楚编发〔2020〕31号", reason = "Issue", toAccountId = "F1-Administrative-Full", count = 1, approvalNo = "省编发〔2020〕9号", noticeNo = (string?)null };
        (await city.Propose(issue)).ShouldAnswer(422, "posting.refused").Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("rule").GetString()).ShouldBe(["Q-10"]);
        (await city.Audited("posting.refused")).ShouldContain(details => details.Contains("Q-10", StringComparison.Ordinal) && details.Contains("庚局", StringComparison.Ordinal));
        (await city.Propose(new { kind = "PlacePerson", on = Day, docNo = "号", personKey = "F1-2", accountId = "F1-Administrative-Full", placementKind = "MoveIn" })).ShouldAnswer(422).Text.ShouldContain("Q-10");
        (await city.Post(new { kind = "EndPlacement", on = "2020-09-03", docNo = "楚人社〔2020〕2号", personKey = "F1-1", end = "Retirement" })).ShouldAnswer(200);
        (await city.Post(issue with { noticeNo = "楚转通〔2020〕1号" })).ShouldAnswer(200);

        var today = city.Today();
        (await city.Post(new { kind = "LiftFreeze", on = today, docNo = "楚编发〔2020〕39号", freezeId = proposed, freeFrom = today })).ShouldAnswer(200);
        (await city.Post(issue with { on = today })).ShouldAnswer(200);
        (await city.Free("F1")).ShouldBe(6);
    }

    [Fact]
    public async Task Internal_organs_leaders_plans_and_ceilings_are_posted_and_hold()
    {
        await city.Open("G1", "辛局", 6);
        var office = (await city.Post(new { kind = "AllotInternal", on = Day, docNo = "楚编发〔2020〕40号", organId = "G1", name = "办公室", count = 4 })).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        (await city.Post(new { kind = "AllotInternal", on = Day, docNo = "楚编发〔2020〕40号", organId = "G1", internalOrganId = office, count = 3 })).ShouldAnswer(200).Json.GetProperty("changes")[0].GetProperty("before").GetInt32().ShouldBe(4);
        Paths(await city.Propose(new { kind = "AllotInternal", on = Day, docNo = "号", organId = "G1", name = "办公室", count = 1 })).ShouldBe(["name"]);
        (await city.Propose(new { kind = "AllotInternal", on = Day, docNo = "号", organId = "G1", name = "业务科", count = 9 })).ShouldAnswer(422).Text.ShouldContain("INV-7");
        (await city.Post(new { kind = "SetMembers", on = Day, docNo = "楚编发〔2020〕40号", organId = "G1", count = 2 })).ShouldAnswer(200);

        var post = (await city.Post(new { kind = "OpenPost", on = Day, docNo = "楚编发〔2020〕41号", organId = "G1", tier = "InternalChief", postLevel = "TownshipChief", internalOrganId = office })).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        (await city.Post(new { kind = "PostPosts", on = Day, docNo = "楚编发〔2020〕41号", postReason = "Grant", toPostId = post, count = 1 })).ShouldAnswer(200);
        (await city.Post(new { kind = "PlacePerson", on = Day, docNo = "楚编函〔2020〕5号", personKey = "G1-1", accountId = "G1-Administrative-Full", placementKind = "Enter", postId = post })).ShouldAnswer(200);
        (await city.Post(new { kind = "PlacePerson", on = Day, docNo = "楚编函〔2020〕5号", personKey = "G1-2", accountId = "G1-Administrative-Full", placementKind = "Enter" })).ShouldAnswer(200);
        (await city.Propose(new { kind = "TakePost", on = Day, docNo = "楚任〔2020〕1号", personKey = "G1-2", postId = post })).ShouldAnswer(422).Text.ShouldContain("L-05");
        (await city.Post(new { kind = "LeavePost", on = Day, docNo = "楚任〔2020〕1号", personKey = "G1-1" })).ShouldAnswer(200);
        (await city.Post(new { kind = "TakePost", on = Day, docNo = "楚任〔2020〕2号", personKey = "G1-2", postId = post })).ShouldAnswer(200);
        (await city.Propose(new { kind = "TakePost", on = Day, docNo = "楚任〔2020〕2号", personKey = "G1-2", postId = post })).ShouldAnswer(409, "posting.nothing");

        (await city.Post(new { kind = "CapPosts", on = Day, docNo = "楚编发〔2020〕42号" })).ShouldAnswer(200);
        (await city.Propose(new { kind = "PostPosts", on = Day, docNo = "楚编发〔2020〕43号", postReason = "Grant", toPostId = post, count = 1 })).ShouldAnswer(422).Text.ShouldContain("L-03");

        (await city.Post(new { kind = "ApprovePlan", on = Day, docNo = "楚编发〔2020〕44号", accountId = "G1-Administrative-Full", count = 2, until = "2022-12-31" })).ShouldAnswer(200);
        (await city.Post(new { kind = "ClosePlan", on = Day, docNo = "楚编发〔2020〕45号", accountId = "G1-Administrative-Full" })).ShouldAnswer(200);
        Paths(await city.Propose(new { kind = "RegisterOrgan", on = Day, docNo = "号", organId = "G1", name = "辛局", organType = "GovernmentDepartment", level = "County" })).ShouldBe(["level"]);
    }

    [Fact]
    public async Task The_list_is_looked_through_by_unit_kind_and_status_by_those_who_may_see_the_ledger()
    {
        await city.Open("H1", "壬局", 5);
        var waiting = (await city.Propose(Lock("H1", 1))).ShouldAnswer(200).Json.GetProperty("id").GetString();
        var found = (await city["zz"].Get("organization/postings?unitId=H1&status=Proposed")).ShouldAnswer(200).Json;
        (found.GetProperty("total").GetInt32(), found.GetProperty("items")[0].GetProperty("id").GetString()).ShouldBe((1, waiting));
        found.GetProperty("items")[0].GetProperty("mayApprove").GetBoolean().ShouldBeFalse();
        (await city["bb.jb"].Get("organization/postings?unitId=H1&kind=OpenAccount")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await city["bb.jb"].Get("organization/postings?kind=Nonsense")).Status.ShouldBeInRange(400, 422);
        (await city["zz"].Post($"organization/postings/{waiting}/approve", new { commandId = "zz" })).ShouldAnswer(403, "posting.approver");
        foreach (var stranger in (string[])["sa", "d1.jb", "jd"])
        {
            (await city[stranger].Get("organization/postings")).ShouldAnswer(403);
            (await city[stranger].Post("organization/postings", new { commandId = "x", posting = Lock("H1", 1) })).ShouldAnswer(403);
        }

        var choices = (await city["bb.jb"].Get("organization/postings/choices")).ShouldAnswer(200).Json;
        choices.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("organId").GetString()).ShouldContain("H1");
    }

    [Fact]
    public async Task Whoever_may_approve_is_told_and_whoever_proposed_learns_what_became_of_it()
    {
        await city.Open("N1", "子局", 5);
        var (kept, sent) = ((await city.Propose(Lock("N1", 1))).ShouldAnswer(200).Json.GetProperty("id").GetString()!, (await city.Propose(Lock("N1", 2))).ShouldAnswer(200).Json.GetProperty("id").GetString()!);
        (await city.Notice("bb.sh", kept)).GetProperty("text").GetString().ShouldBe("子局行政编制锁定1名");
        (await city.Approve(kept, "bb.sh")).ShouldAnswer(200);
        (await city.Return(sent, "bb.zr", "锁定数有误")).ShouldAnswer(200);
        (await city.Notice("bb.jb", kept)).GetProperty("title").GetString()!.ShouldEndWith("已审核入账");
        (await city.Notice("bb.jb", sent)).GetProperty("text").GetString()!.ShouldEndWith("退回原因：锁定数有误");
    }

    [Fact]
    public async Task The_book_of_a_unit_shows_what_was_posted_and_a_unit_sees_its_own_and_those_below()
    {
        await city.Open("D1", "丑区", 9);
        (await city.Post(new { kind = "RegisterOrgan", on = Day, docNo = "楚编发〔2020〕50号", organId = "D1-S", name = "丑区街道", organType = "Street", level = "County", parentId = "D1" })).ShouldAnswer(200);
        var office = (await city.Post(new { kind = "AllotInternal", on = Day, docNo = "楚编发〔2020〕51号", organId = "D1", name = "办公室", count = 4 })).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        (await city.Post(new { kind = "SetMembers", on = Day, docNo = "楚编发〔2020〕51号", organId = "D1", count = 2 })).ShouldAnswer(200);
        (await city.Post(new { kind = "OpenPost", on = Day, docNo = "楚编发〔2020〕52号", organId = "D1", tier = "InternalChief", postLevel = "TownshipChief", internalOrganId = office })).ShouldAnswer(200);
        (await city.Post(new { kind = "LockQuota", on = Day, docNo = "楚编发〔2020〕53号", accountId = "D1-Administrative-Full", count = 2 })).ShouldAnswer(200);
        (await city.Post(new { kind = "ApprovePlan", on = Day, docNo = "楚编发〔2020〕54号", accountId = "D1-Administrative-Full", count = 1, until = "2020-09-30" })).ShouldAnswer(200);
        (await city.Post(new { kind = "RegisterDutyTransfer", on = Day, docNo = "楚编发〔2020〕55号", dutyIds = new[] { "河道管理" }, action = "Delegate", fromOrganId = "D1", toOrganId = "D1-S" })).ShouldAnswer(200);
        (await city.Post(new { kind = "StartFreeze", on = Day, docNo = "楚编发〔2020〕56号", organIds = new[] { "D1" }, authority = "市委编委", start = "2020-09-02" })).ShouldAnswer(200);

        var book = (await city["d1.fz"].Get("organization/units/D1")).ShouldAnswer(200).Json;
        (book.GetProperty("members").GetInt32(), book.GetProperty("room").GetInt32()).ShouldBe((2, 3));
        Only(book, "internals").GetProperty("name").GetString().ShouldBe("办公室");
        (Only(book, "posts").GetProperty("place").GetString(), Only(book, "posts").GetProperty("tierLabel").GetString()).ShouldBe(("办公室", "内设机构正职"));
        (Only(book, "locks").GetProperty("docNo").GetString(), Only(book, "locks").GetProperty("count").GetInt32()).ShouldBe(("楚编发〔2020〕53号", 2));
        (Only(book, "plans").GetProperty("allowedOver").GetInt32(), Only(book, "plans").GetProperty("isOver").GetBoolean()).ShouldBe((1, string.CompareOrdinal(city.Today(), "2020-09-30") > 0));
        (Only(book, "freezes").GetProperty("authority").GetString(), Only(book, "freezes").GetProperty("inForce").GetBoolean()).ShouldBe(("市委编委", true));
        (Only(book, "dutyTransfers").GetProperty("to").GetString(), Only(book, "dutyTransfers").GetProperty("duties")[0].GetString()).ShouldBe(("丑区街道", "河道管理"));

        (await city["d1.jb"].Get("organization/units/D1-S")).ShouldAnswer(200);
        (await city["d2.jb"].Get("organization/units/D1")).ShouldAnswer(403, "organ.other");
        (await city["jd"].Get("organization/units/D1")).ShouldAnswer(403, "organ.other");
        (await city["d2.jb"].Get("organization/units/D2")).ShouldAnswer(404, "organ.unknown");
        (await city["sa"].Get("organization/units/D1")).ShouldAnswer(403, "forbidden");
    }

    private static JsonElement Only(JsonElement book, string part) => book.GetProperty(part).EnumerateArray().ShouldHaveSingleItem();

    private static object Lock(string unit, int count) => new { kind = "LockQuota", on = Day, docNo = "楚编发〔2020〕13号", accountId = $"{unit}-Administrative-Full", count };

    private static IEnumerable<string> Changes(JsonElement seen) => seen.GetProperty("changes").EnumerateArray()
        .Select(change => $"{change.GetProperty("place").GetString()} {change.GetProperty("figure").GetString()} {change.GetProperty("before").GetInt32()}→{change.GetProperty("after").GetInt32()}");

    private static IEnumerable<string> Paths(Answer answer) => answer.ShouldAnswer(422).Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()!);
}

public sealed class PostingsOnSqlite(PostingCityOnSqlite city) : PostingsOverHttp(city), IClassFixture<PostingCityOnSqlite>;

public sealed class PostingsOnPostgres(PostingCityOnPostgres city) : PostingsOverHttp(city), IClassFixture<PostingCityOnPostgres>;
