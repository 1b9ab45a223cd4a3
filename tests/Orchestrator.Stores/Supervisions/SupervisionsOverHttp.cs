using Orchestrator.Engine.Execution;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Supervisions;

/// <summary>督办 through the API, on every database. The tests share one host, and each has a matter of its own.</summary>
public abstract class SupervisionsOverHttp(SupervisionCity city)
{
    [Fact]
    public async Task Who_has_the_task_and_the_leader_are_told_and_it_stands_in_the_path()
    {
        var (matter, task) = await city.Waiting();

        await city.Supervised(task, leader: "cw.1");

        (await city.Told("d1.fz", task)).ShouldHaveSingleItem().ShouldStartWith("部门负责人审核列入督办，请于");
        (await city.Told("cw.1", task)).ShouldHaveSingleItem().ShouldStartWith("部门负责人审核列入督办，限");
        (await city.Told("cw.2", task)).ShouldBeEmpty();
        (await city.Told("d2.fz", task)).ShouldBeEmpty();
        (await city.Path(matter)).ShouldHaveSingleItem().ShouldStartWith("“部门负责人审核”列入督办，限");
        (await Marks("d1.fz", task)).ShouldBe(1);
        (await Marks("d2.fz", task)).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_command_twice_begins_one_and_of_two_at_once_the_second_is_told()
    {
        var (matter, task) = await city.Waiting();
        var first = (await city.Supervise(task, commandId: "same-supervision")).ShouldAnswer(200).Text;
        (await city.Supervise(task, commandId: "same-supervision")).ShouldAnswer(200).Text.ShouldBe(first);
        (await city.Supervise(task)).ShouldAnswer(409, "supervision.exists").Text.ShouldContain("该任务已由zb列入督办");
        (await city.List("zb", matter)).ShouldHaveSingleItem();

        var (_, other) = await city.Waiting();
        var answers = await Task.WhenAll(city.Supervise(other), city.Supervise(other));
        answers.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
    }

    [Fact]
    public async Task What_is_wrong_is_named_with_its_place_and_nothing_is_stored()
    {
        var (matter, task) = await city.Waiting();

        Problems(await city.Supervise(task, requirement: " ", days: 0)).ShouldBe(["requirement 请填写督办要求。", "dueOn 办结期限最早为明天。"]);
        Problems(await city.Supervise(task, requirement: new string('长', 501), days: 400)).ShouldBe(["requirement 督办要求不得超过500字，现有501字。", "dueOn 办结期限最晚为一年以内。"]);
        Problems(await city.Supervise(task, leader: "d2.fz")).ShouldBe(["leaderId 所选人员不是领导，或账号已停用。"]);
        (await city.Supervise("none")).ShouldAnswer(404, "task.unknown");
        (await city.List("zb", matter)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_reform_office_begins_extends_and_closes_and_only_who_does_it_reports()
    {
        var (_, task) = await city.Waiting();
        (await city.Supervise(task, "d1.fz")).ShouldAnswer(403);
        (await city.Supervise(task, "sa")).ShouldAnswer(403);
        var id = await city.Supervised(task);

        (await city.Post("d1.fz", $"supervisions/{id}/close", new { commandId = SupervisionCity.NewId(), conclusion = "好" })).ShouldAnswer(403);
        (await city.Post("d1.fz", $"supervisions/{id}/extend", new { commandId = SupervisionCity.NewId(), dueOn = city.InDays(20), reason = "忙" })).ShouldAnswer(403);
        foreach (var user in (string[])["zb", "d2.fz", "d1.jb", "sa", "cw.1"])
        {
            (await Report(user, id, "在办")).ShouldAnswer(403, "supervision.not-yours");
        }

        (await Report("d1.fz", "none", "在办")).ShouldAnswer(404, "supervision.unknown");
        Problems(await Report("d1.fz", id, "")).ShouldBe(["text 请填写办理情况。"]);
    }

    [Fact]
    public async Task Progress_is_reported_several_times_the_day_put_off_and_the_supervision_struck_off()
    {
        var (matter, task) = await city.Waiting();
        var id = await city.Supervised(task);

        (await Report("d1.fz", id, "已开始审核")).ShouldAnswer(200);
        (await Report("d1.fz", id, "正在核对依据")).ShouldAnswer(200);
        Problems(await Extend(id, 2)).ShouldHaveSingleItem().ShouldStartWith("dueOn 新的办结期限须晚于原期限");
        (await Extend(id, 20)).ShouldAnswer(200);
        (await Close(id)).ShouldAnswer(200);

        (await Close(id)).ShouldAnswer(409, "supervision.closed").Text.ShouldContain("督办已由zb销号。");
        (await Report("d1.fz", id, "迟了")).ShouldAnswer(409, "supervision.closed");
        var read = (await city.List("d1.fz", matter)).ShouldHaveSingleItem();
        (read.GetProperty("state").GetString(), read.GetProperty("conclusion").GetString()).ShouldBe(("Closed", "已落实"));
        read.GetProperty("entries").EnumerateArray().Select(entry => $"{entry.GetProperty("kind").GetString()} {entry.GetProperty("text").GetString()}").ShouldBe(["Progress 已开始审核", "Progress 正在核对依据", "Extended 材料待补"]);
        (await city.Told("zb", task)).ShouldBe(["d1.fz反馈了督办的办理情况", "d1.fz反馈了督办的办理情况"]);
        (await city.Told("d1.fz", task)).Length.ShouldBe(3, "begun, put off, struck off");
        (await city.Path(matter)).Length.ShouldBe(5);
        (await Marks("d1.fz", task)).ShouldBe(0);
        (await city.Supervise(task)).ShouldAnswer(200);
    }

    [Fact]
    public async Task When_the_task_is_decided_the_supervision_ends_with_it()
    {
        var (matter, task) = await city.Waiting();
        var id = await city.Supervised(task, leader: "cw.2");

        await city.Matters.Decide("d1.fz", matter, "Approve");

        (await city.List("zb", matter)).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("Finished");
        (await city.Told("zb", task)).ShouldBe(["部门负责人审核已办结，督办随之关闭"]);
        (await city.Told("cw.2", task)).ShouldContain("部门负责人审核已办结，督办随之关闭");
        (await Close(id)).ShouldAnswer(409, "supervision.closed").Text.ShouldContain("任务已办结");
        (await city.Supervise(task)).ShouldAnswer(409, "task.closed");
    }

    [Fact]
    public async Task The_office_and_leaders_see_all_units_what_concerns_them_administrators_nothing()
    {
        var (matter, task) = await city.Waiting();
        await city.Supervised(task);

        foreach (var (user, sees) in new[] { ("zb", 1), ("cw.2", 1), ("d1.fz", 1), ("d1.jb", 1), ("d2.fz", 0), ("bb.zr", 0), ("sa", 0), ("se", 0), ("au", 0) })
        {
            (await city.List(user, matter)).Length.ShouldBe(sees, user);
        }

        (await city.List("zb", matter, "&state=closed")).ShouldBeEmpty();
        (await city.List("zb", matter, "&state=overdue")).ShouldBeEmpty();
        (await city.List("zb", matter, "&state=open&unitId=D1")).ShouldHaveSingleItem();
        (await city.List("zb", matter, "&unitId=D2")).ShouldBeEmpty();
        (await (await city.Matters.As("zb")).Get("supervisions?state=lost")).ShouldAnswer(422, "list.filter");
        (await (await city.Matters.As("zb")).Get("supervisions.xlsx?state=open")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_leader_who_is_told_reads_the_matter_and_others_see_no_link_to_it()
    {
        var (matter, task) = await city.Waiting();
        await city.Supervised(task, leader: "cw.1");

        (await (await city.Matters.As("cw.1")).Get($"matters/{matter}")).ShouldAnswer(200);
        (await (await city.Matters.As("cw.1")).Get($"tasks/{task}")).ShouldAnswer(200);
        (await (await city.Matters.As("cw.2")).Get($"matters/{matter}")).ShouldAnswer(404);
        foreach (var (user, reads) in new[] { ("zb", true), ("cw.1", true), ("d1.fz", true), ("d1.jb", true), ("cw.2", false) })
        {
            (await city.List(user, matter)).ShouldHaveSingleItem().GetProperty("readable").GetBoolean().ShouldBe(reads, user);
        }
    }

    [Fact]
    public async Task A_head_who_has_taken_the_task_himself_is_told_once()
    {
        var (matter, task) = await city.Waiting();
        await city.Matters.Do("d1.fz", matter, (work, id, revision) => work.Claim(id, revision));

        await city.Supervised(task);

        (await city.Told("d1.fz", task)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_task_that_waits_for_a_signer_keeps_its_supervision_when_it_comes_again()
    {
        var (matter, task) = await city.Waiting();
        var id = await city.Supervised(task);
        await city.Matters.Do("d1.fz", matter, (work, open, revision) => work.AddSigners(open, revision, AddedSign.Before, [new([], "D3", "BM-FZ", [])], "涉及D3"));

        var waiting = (await city.List("d1.fz", matter)).ShouldHaveSingleItem();
        (waiting.GetProperty("state").GetString(), waiting.GetProperty("setAside").GetBoolean()).ShouldBe(("Open", true));
        (await Report("d1.fz", id, "等D3签署")).ShouldAnswer(200);

        await city.Matters.Decide("d3.fz", matter, "Approve");
        var again = (await city.Matters.TaskOf("d1.fz", matter)).GetProperty("id").GetString()!;
        again.ShouldNotBe(task);
        (await Marks("d1.fz", again)).ShouldBe(1);
        (await city.List("d1.fz", matter)).ShouldHaveSingleItem().GetProperty("setAside").GetBoolean().ShouldBeFalse();

        await city.Matters.Decide("d1.fz", matter, "Approve");
        (await city.List("zb", matter)).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("Finished");
    }

    private static string[] Problems(Answer answer) =>
        [.. answer.ShouldAnswer(422, "supervision.invalid").Json.GetProperty("problems").EnumerateArray().Select(problem => $"{problem.GetProperty("path").GetString()} {problem.GetProperty("message").GetString()}")];

    private Task<Answer> Report(string user, string id, string text) => city.Post(user, $"supervisions/{id}/progress", new { commandId = SupervisionCity.NewId(), text });

    private Task<Answer> Extend(string id, int days) => city.Post("zb", $"supervisions/{id}/extend", new { commandId = SupervisionCity.NewId(), dueOn = city.InDays(days), reason = "材料待补" });

    private Task<Answer> Close(string id) => city.Post("zb", $"supervisions/{id}/close", new { commandId = SupervisionCity.NewId(), conclusion = "已落实" });

    private async Task<int> Marks(string user, string task) =>
        (await (await city.Matters.As(user)).Get("supervisions/marks")).ShouldAnswer(200).Json.EnumerateArray().Count(mark => mark.GetProperty("taskId").GetString() == task);
}

public sealed class SupervisionsOnSqlite(SupervisionCityOnSqlite city) : SupervisionsOverHttp(city), IClassFixture<SupervisionCityOnSqlite>;

public sealed class SupervisionsOnPostgres(SupervisionCityOnPostgres city) : SupervisionsOverHttp(city), IClassFixture<SupervisionCityOnPostgres>;
