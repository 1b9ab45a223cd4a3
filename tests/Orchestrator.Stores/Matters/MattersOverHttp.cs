using System.Text.Json;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Matters;

/// <summary>公文会签 through the API, on every database.</summary>
public abstract class MattersOverHttp(StoreKind kind) : IAsyncLifetime
{
    private MatterCity _city = null!;

    public async ValueTask InitializeAsync() => _city = await MatterCity.Build(kind);

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task From_the_start_to_the_register_everybody_sees_who_has_decided_what()
    {
        var matter = await _city.Begin("Vote", share: 0.75);
        await _city.Decide("d1.fz", matter, "Approve", new { opinion = "同意送审", leaderId = "cw.2" });
        await _city.Decide("sf.fz", matter, "Approve", new { opinion = "合法" });
        await _city.Decide("zz.fz", matter, "Approve");
        await _city.Decide("zf.fz", matter, "Abstain", new { opinion = "不属于本单位职责" });
        var vote = Step(await _city.Read(matter), "MatterCountersign").GetProperty("vote");
        (Whole(vote, "total"), Whole(vote, "agreed"), Whole(vote, "abstained"), Whole(vote, "open")).ShouldBe((4, 2, 1, 1));
        await _city.Decide("d2.fz", matter, "Approve");
        await _city.Decide("bb.zr", matter, "Approve");
        await _city.Decide("cz.fz", matter, "Approve");

        var offices = Step(await _city.Read(matter), "MatterOffices").GetProperty("seats").EnumerateArray().ToDictionary(seat => seat.GetProperty("name").GetString()!, seat => seat.GetProperty("state").GetString());
        offices.ShouldBe(new Dictionary<string, string?> { ["单位BB"] = "Decided", ["单位CZ"] = "Decided", ["单位RS"] = "Cancelled" }, ignoreOrder: true);
        await _city.Decide("cw.2", matter, "Approve", new { opinion = "请抓紧办理" });
        await _city.Decide("d1.jb", matter, "Register");

        var read = await _city.Read(matter, "d1.jb");
        read.GetProperty("stage").GetString().ShouldBe("Registered");
        read.GetProperty("number").GetString()!.ShouldStartWith("会签〔");
        Sentences(read).ShouldBe(
        [
            "起草，送审", "部门负责人审核：同意", "合法性审查：合法", "会签：同意", "会签：弃权", "会签：同意", "“会签”通过", "编办、财政、人社意见：同意", "编办、财政、人社意见：同意",
            "“编办、财政、人社意见”通过", "领导审签：同意", "登记办结",
        ]);
    }

    [Fact]
    public async Task Started_twice_by_one_command_there_is_one()
    {
        var clerk = await _city.As("d1.jb");
        var first = (await clerk.Post("matters", MatterCity.Request("same"))).ShouldAnswer(200).Json;
        var again = (await clerk.Post("matters", MatterCity.Request("same"))).ShouldAnswer(200).Json;

        again.GetProperty("id").GetString().ShouldBe(first.GetProperty("id").GetString());
        (await List("d1.jb")).ShouldHaveSingleItem();
        var other = MatterCity.Request("same");
        other["title"] = "另一件事";
        (await clerk.Post("matters", other)).ShouldAnswer(409, "command.reused");
    }

    [Fact]
    public async Task What_is_wrong_is_named_with_its_place_and_nothing_is_stored()
    {
        var clerk = await _city.As("d1.jb");
        var request = MatterCity.Request("wrong");
        request["title"] = new string('长', 201);
        request["text"] = " ";
        request["reviewers"] = new object[] { new { unitId = "D1" }, new { unitId = "ZZ", weight = 0 }, new { unitId = "CZ" }, new { unitId = "D9" } };

        var refused = (await clerk.Post("matters", request)).ShouldAnswer(422, "matter.invalid");

        refused.Json.GetProperty("problems").EnumerateArray().Select(problem => $"{problem.GetProperty("path").GetString()} {problem.GetProperty("message").GetString()}").ShouldBe(
        [
            "title 标题不超过200字，现有201字。", "text 请填写正文。", "reviewers[0].unitId 第1行：“单位D1”是发起单位，由本单位负责人审核，不能再参加会签。",
            "reviewers[1].weight 第2行：权重为1至100的整数。", "reviewers[2].unitId 第3行：“单位CZ”已固定参加“编办、财政、人社意见”环节，不需要选入会签单位。", "reviewers[3].unitId 第4行：“单位D9”现在没有可以办理的人员。",
        ]);
        (await List("d1.jb")).ShouldBeEmpty();
        request["mode"] = "Most";
        (await clerk.Post("matters", request)).Status.ShouldBeOneOf(400, 422);
        (await (await _city.As("d1.jb")).Get("matters?state=lost")).ShouldAnswer(422, "matters.query");
    }

    [Fact]
    public async Task Only_those_concerned_read_it()
    {
        var matter = await _city.Begin();
        async Task<int> Sees(string user) => (await (await _city.As(user)).Get($"matters/{matter}")).Status;

        foreach (var user in (string[])["d1.jb", "d1.fz", "zb"])
        {
            (await Sees(user)).ShouldBe(200, user);
            (await List(user)).ShouldHaveSingleItem(user);
        }

        foreach (var user in (string[])["zz.fz", "cw.1", "bb.sh", "bb.zr", "d3.jb", "sa", "se", "au"])
        {
            (await Sees(user)).ShouldBe(404, user);
            (await List(user)).ShouldBeEmpty(user);
        }

        await _city.Decide("d1.fz", matter, "Approve");
        (await Sees("zz.fz")).ShouldBe(200, "asked now");
        (await Sees("d2.jb")).ShouldBe(404, "the head is asked, not the clerk");
        var task = (await _city.TaskOf("zz.fz", matter)).GetProperty("id").GetString();
        (await (await _city.As("bb.sh")).Get($"tasks/{task}")).ShouldAnswer(404, "task.unknown");
        (await (await _city.As("d1.jb")).Get($"tasks/{task}")).ShouldAnswer(200);
        (await (await _city.As("d3.fz")).Get($"matters/{matter}/diagram")).ShouldAnswer(404, "matter.unknown");
        (await (await _city.As("d1.jb")).Get($"matters/{matter}/diagram")).ShouldAnswer(200);
        (await (await _city.As("sa")).Post("matters", MatterCity.Request("sa"))).ShouldAnswer(403, "forbidden");
    }

    [Fact]
    public async Task Refused_and_corrected_every_version_is_kept()
    {
        var matter = await _city.Begin();
        (await _city.Try("d1.fz", matter, "Reject")).ShouldAnswer(422, "form.invalid").Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("data.opinion");
        await _city.Decide("d1.fz", matter, "Reject", new { opinion = "第二条不清楚" });

        var draft = Draft("关于街道机构设置的会签（修改）");
        draft["note"] = "改写第二条";
        await _city.Decide("d1.jb", matter, "Submit", draft);

        var read = await _city.Read(matter);
        read.GetProperty("texts").EnumerateArray().Select(text => text.GetProperty("title").GetString()).ShouldBe(["关于街道机构设置的会签", "关于街道机构设置的会签（修改）"]);
        (read.GetProperty("version").GetInt32(), read.GetProperty("title").GetString()).ShouldBe((2, "关于街道机构设置的会签（修改）"));
        (await _city.TaskOf("d1.fz", matter)).GetProperty("title").GetString()!.ShouldContain("（修改）");
        Sentences(read).ShouldBe(["起草，送审", "部门负责人审核：不同意", "修改为第2稿，重新送审"]);
    }

    [Fact]
    public async Task A_correction_for_those_who_wait_changes_the_text_and_nothing_else()
    {
        var matter = await _city.Begin();
        await _city.Decide("d1.fz", matter, "Approve");
        await _city.Decide("zz.fz", matter, "Approve");
        await _city.Do("zf.fz", matter, (work, task, revision) => work.Return(task, revision, "draft", straight: true, siblingsGoOn: false, "缺少依据"));

        var other = Draft("改后");
        other["reviewers"] = new object[] { new { unitId = "D3" } };
        var refused = (await _city.Try("d1.jb", matter, "Submit", other)).ShouldAnswer(422, "matter.invalid");
        refused.Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("data.reviewers");
        await _city.Decide("d1.jb", matter, "Submit", Draft("改后"));

        (await Seats(matter)).ShouldBe(["单位ZZ Decided", "单位ZF Open", "单位D2 Open"], "the same seats, in the same pass");
        Sentences(await _city.Read(matter)).TakeLast(2).ShouldBe(["退回到“起草”，修改后直达本环节，期间其他单位等待", "按退回意见修改，第2稿直达退回环节"]);
    }

    [Fact]
    public async Task What_people_do_beside_deciding_stands_in_the_path_and_in_the_table()
    {
        var matter = await _city.Begin("Sequence");
        await _city.Decide("d1.fz", matter, "Approve");
        await _city.Do("zz.fz", matter, (work, task, revision) => work.AddSigners(task, revision, AddedSign.Before, [new([], "D3", "BM-FZ", [])], "涉及望楚区"));
        var seats = Step(await _city.Read(matter), "MatterCountersign").GetProperty("seats").EnumerateArray().Select(seat => $"{seat.GetProperty("name").GetString()} {seat.GetProperty("state").GetString()} {seat.GetProperty("addedTo")}").ToList();
        seats.ShouldBe(["单位ZZ Deferred ", "单位ZF Waiting ", "单位D2 Waiting ", "单位D3 Open 4"]);
        await _city.Decide("d3.fz", matter, "Approve");
        await _city.Do("zz.fz", matter, (work, task, revision) => work.Claim(task, revision));
        await _city.Do("zz.fz", matter, (work, task, revision) => work.Delegate(task, revision, new(["d2.jb"], null, null, []), "请先研究"));
        await _city.Decide("d2.jb", matter, "Approve", new { comment = "可以同意" });
        await _city.Decide("zz.fz", matter, "Approve");
        await _city.Do("zf.fz", matter, (work, task, revision) => work.Transfer(task, revision, new(["d3.jb"], null, null, []), "出差"));
        await _city.Decide("d3.jb", matter, "Approve");

        Sentences(await _city.Read(matter)).Skip(2).ShouldBe(
        [
            "在本人之前加签：单位D3，办完后再由本人决定", "会签：同意（加签）", "领取任务", "委派d2.jb提出意见，答复后仍由本人决定", "答复委派", "会签：同意", "转办给d3.jb", "会签：同意",
        ]);
        (await (await _city.As("d2.jb")).Get($"matters/{matter}")).ShouldAnswer(200);
        var held = Step(await _city.Read(matter), "MatterCountersign").GetProperty("seats").EnumerateArray().Single(seat => seat.GetProperty("name").GetString() == "单位ZF");
        held.GetProperty("holder").GetString().ShouldBe("d3.jb");
    }

    [Fact]
    public async Task A_decision_that_is_taken_back_is_asked_for_again_on_the_same_seat()
    {
        var matter = await _city.Begin("Sequence");
        await _city.Decide("d1.fz", matter, "Approve");
        var task = (await _city.TaskOf("zz.fz", matter)).GetProperty("id").GetString()!;
        await _city.Decide("zz.fz", matter, "Approve");

        await _city.DoWith("zz.fz", task, (work, id, revision) => work.CallBack(id, revision, withdraw: false, "再核实一下"));
        (await Seats(matter)).ShouldBe(["单位ZZ Open", "单位ZF Waiting", "单位D2 Waiting"]);
        foreach (var user in (string[])["zz.fz", "zf.fz", "d2.fz"])
        {
            await _city.Decide(user, matter, "Approve");
        }

        (await Seats(matter)).ShouldBe(["单位ZZ Decided", "单位ZF Decided", "单位D2 Decided"]);
    }

    [Fact]
    public async Task Withdrawn_by_the_drafter_it_begins_anew()
    {
        var matter = await _city.Begin();
        var draft = (await _city.Read(matter)).GetProperty("steps")[0].GetProperty("seats")[0].GetProperty("taskId").GetString()!;
        await _city.Decide("d1.fz", matter, "Approve");

        await _city.DoWith("d1.jb", draft, (work, id, revision) => work.CallBack(id, revision, withdraw: true, "附件有误"));

        (await _city.Read(matter)).GetProperty("stage").GetString().ShouldBe("Drafting");
        await _city.Decide("d1.jb", matter, "Submit", Draft("改后"));
        Sentences(await _city.Read(matter)).TakeLast(2).ShouldBe(["撤回，修改后重新送审", "修改为第2稿，重新送审"]);
    }

    [Fact]
    public async Task A_head_who_drafts_is_not_asked_to_review_his_own()
    {
        var matter = await _city.Begin(by: "d1.fz");

        (await _city.Read(matter)).GetProperty("stage").GetString().ShouldBe("Countersigning");
    }

    [Fact]
    public async Task The_initiator_hears_that_it_came_back_and_nobody_else_of_the_unit_does()
    {
        var matter = await _city.Begin();
        await _city.Decide("d1.fz", matter, "Approve");
        await _city.Decide("sf.fz", matter, "Reject", new { opinion = "第二条没有依据" });

        var told = (await Bell("d1.jb")).ShouldHaveSingleItem();
        (told.GetProperty("title").GetString(), told.GetProperty("text").GetString(), told.GetProperty("caseId").GetString()).ShouldBe(("关于街道机构设置的会签：退回修改", "第二条没有依据", matter));
        (await Bell("d1.fz")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_a_leader_can_be_named_to_sign()
    {
        var matter = await _city.Begin();

        (await _city.Try("d1.fz", matter, "Approve", new { leaderId = "zz.fz" })).ShouldAnswer(422, "matter.leader");
    }

    [Fact]
    public async Task Who_is_in_charge_of_the_unit_signs_as_long_as_he_is_a_leader_who_can_sign_in()
    {
        (await Unit("D1", "zz.fz")).ShouldAnswer(422, "unit.invalid");
        (await Unit("D1", "cw.2")).ShouldAnswer(200).Json.GetProperty("leaderId").GetString().ShouldBe("cw.2");
        var first = await ToTheLeader();
        (await _city.TaskOf("cw.2", first)).GetProperty("step").GetString().ShouldBe("MatterSign");
        (await TasksOf("cw.1", first)).ShouldBe(0, "it is the other's");

        (await Unit("D1", "cw.1")).ShouldAnswer(200);
        (await TasksOf("cw.2", first)).ShouldBe(1, "what he has stays his");
        (await (await _city.As("sa")).Post("accounts/cw.1/lock", new { commandId = "closed", reason = "调离" })).ShouldAnswer(200);
        (await Units()).Single(unit => unit.GetProperty("id").GetString() == "D1").GetProperty("leaderName").ValueKind.ShouldBe(JsonValueKind.Null);
        var second = await ToTheLeader();
        (await _city.TaskOf("cw.2", second)).GetProperty("step").GetString().ShouldBe("MatterSign", "any leader");
    }

    private async Task<Answer> Unit(string id, string leader)
    {
        var unit = (await Units()).Single(unit => unit.GetProperty("id").GetString() == id);
        return await (await _city.As("sa")).Put($"units/{id}", new
        {
            commandId = $"unit-{id}-{leader}", revision = unit.GetProperty("revision").GetInt64(), name = unit.GetProperty("name").GetString(), kind = unit.GetProperty("kind").GetString(),
            sort = unit.GetProperty("sort").GetInt32(), active = true, leaderId = leader,
        });
    }

    private async Task<JsonElement[]> Units() => [.. (await (await _city.As("sa")).Get("units")).ShouldAnswer(200).Json.EnumerateArray()];

    private async Task<int> TasksOf(string user, string matter) =>
        (await (await _city.As(user)).Get("tasks?size=100")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().Count(task => task.GetProperty("caseId").GetString() == matter);

    private async Task<string> ToTheLeader()
    {
        var matter = await _city.Begin("Any");
        foreach (var user in (string[])["d1.fz", "sf.fz", "zz.fz", "bb.zr", "cz.fz"])
        {
            await _city.Decide(user, matter, "Approve", new { opinion = "同意" });
        }

        return matter;
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_and_paged()
    {
        var first = await _city.Begin();
        var second = await _city.Begin(by: "d3.jb", mode: "Any");
        await _city.Decide("d1.fz", first, "Reject", new { opinion = "不清楚" });

        (await List("zb", "?sort=created")).Select(item => item.GetProperty("id").GetString()).ShouldBe([first, second]);
        (await List("zb", "?stage=Drafting")).ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(first);
        (await List("zb", "?unitId=D3")).ShouldHaveSingleItem();
        (await List("zb", "?state=finished")).ShouldBeEmpty();
        (await List("zb", "?view=initiated")).ShouldBeEmpty();
        (await List("zb", "?size=1&page=2")).ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(first);
        (await List("zb", "?q=2号")).ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(second);
    }

    private static Dictionary<string, object?> Draft(string title)
    {
        var draft = MatterCity.Request("");
        draft.Remove("commandId");
        draft["title"] = title;
        draft["days"] = 5;
        return draft;
    }

    private async Task<List<JsonElement>> List(string user, string query = "") =>
        [.. (await (await _city.As(user)).Get($"matters{query}")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()];

    private async Task<List<JsonElement>> Bell(string user) => [.. (await (await _city.As(user)).Get("notices")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()];

    private async Task<IEnumerable<string>> Seats(string matter) => Step(await _city.Read(matter), "MatterCountersign").GetProperty("seats").EnumerateArray()
        .Select(seat => $"{seat.GetProperty("name").GetString()} {seat.GetProperty("state").GetString()}");

    private static JsonElement Step(JsonElement matter, string step) => matter.GetProperty("steps").EnumerateArray().Last(one => one.GetProperty("step").GetString() == step);

    private static int Whole(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static IEnumerable<string?> Sentences(JsonElement matter) => matter.GetProperty("path").EnumerateArray().Select(entry => entry.GetProperty("text").GetString());
}

public sealed class MattersOverHttpOnSqlite() : MattersOverHttp(StoreKind.Sqlite);

public sealed class MattersOverHttpOnPostgres() : MattersOverHttp(StoreKind.Postgres);
