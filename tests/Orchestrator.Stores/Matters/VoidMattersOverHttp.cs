using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Matters;

/// <summary>作废 through the API, on every database; one host for the class.</summary>
public abstract class VoidMattersOverHttp(VoidingCity shared)
{
    private int _commands;

    private MatterCity City => shared.City;

    [Fact]
    public async Task While_it_runs_its_tasks_close_and_whoever_had_one_is_told()
    {
        var matter = await City.Begin();
        await City.Decide("d1.fz", matter, "Approve");
        var task = (await City.TaskOf("zz.fz", matter)).GetProperty("id").GetString();
        (await City.Read(matter, "d1.jb")).GetProperty("mayVoid").GetBoolean().ShouldBeTrue();
        (await City.Read(matter, "zz.fz")).GetProperty("mayVoid").GetBoolean().ShouldBeFalse();

        (await Void("d1.jb", matter, " 文件已另行印发 ")).ShouldAnswer(200);

        var read = await City.Read(matter);
        (Text(read, "stage"), Text(read, "stageName"), Text(read, "voidReason"), Text(read, "voidedBy")).ShouldBe(("Voided", "已作废", "文件已另行印发", "d1.jb"));
        read.GetProperty("mayVoid").GetBoolean().ShouldBeFalse();
        Text(read, "title").ShouldBe("关于街道机构设置的会签");
        read.GetProperty("path").EnumerateArray().Count(entry => Text(entry, "kind") == "Voided" && Text(entry, "comment") == "文件已另行印发").ShouldBe(1);
        read.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("seats").EnumerateArray()).ShouldAllBe(seat => Text(seat, "state") != "Open" && Text(seat, "state") != "Deferred");
        (await (await City.As("zz.fz")).Get("tasks?size=100")).Json.GetProperty("items").EnumerateArray().ShouldAllBe(open => Text(open, "caseId") != matter);
        (await (await City.As("zz.fz")).Post($"tasks/{task}/complete", new { commandId = Next(), revision = 1, outcome = "Approve", data = new { } })).Status.ShouldBe(409);
        (await Bell("zz.fz", matter)).ShouldContain("关于街道机构设置的会签：已作废，不再办理");
        (await (await City.As("d1.jb")).Get($"matters/{matter}/approval-form.html")).Text.ShouldContain("文件已另行印发");
        (await (await City.As("d1.jb")).Get("matters?stage=Voided&size=100")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
            .Single(one => Text(one, "id") == matter).GetProperty("voidReason").GetString().ShouldBe("文件已另行印发");
    }

    [Fact]
    public async Task The_initiator_cannot_once_a_leader_has_signed_and_the_reform_office_can_even_after_the_end()
    {
        var matter = await Signed();
        (await City.Read(matter, "d1.jb")).GetProperty("mayVoid").GetBoolean().ShouldBeFalse();
        (await Void("d1.jb", matter, "不再需要")).ShouldAnswer(409, "matter.signed");
        await City.Decide("d1.jb", matter, "Register");
        var finished = (await City.Read(matter)).GetProperty("finishedAt").GetString();

        (await Void("zb", matter, "依据已经废止")).ShouldAnswer(200);

        var read = await City.Read(matter, "d1.jb");
        (Text(read, "stage"), Text(read, "finishedAt")).ShouldBe(("Voided", finished));
        (await Bell("d1.jb", matter)).ShouldContain("关于街道机构设置的会签：已作废");
    }

    [Fact]
    public async Task Others_may_not_and_a_reason_is_asked_for()
    {
        var matter = await City.Begin();
        (await Void("d1.fz", matter, "不妥")).ShouldAnswer(403, "matter.void-forbidden");
        (await Void("d3.jb", matter, "不妥")).ShouldAnswer(404, "matter.unknown");
        (await Void("sa", matter, "不妥")).ShouldAnswer(403, "forbidden");
        (await Void("zb", "m-none", "不妥")).ShouldAnswer(404, "matter.unknown");
        var refused = (await Void("d1.jb", matter, "  ")).ShouldAnswer(422, "matter.reason");
        refused.Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("reason");
        (await Void("d1.jb", matter, new string('长', 501))).ShouldAnswer(422, "matter.reason");
        Text(await City.Read(matter), "stage").ShouldBe("HeadReview");
    }

    [Fact]
    public async Task Two_at_once_one_does_it_and_the_other_is_told_and_a_double_click_is_one()
    {
        var matter = await City.Begin();
        await City.As("d1.jb");
        await City.As("zb");
        var answers = await Task.WhenAll(Void("d1.jb", matter, "甲"), Void("zb", matter, "乙"));

        answers.Select(answer => answer.Status).ShouldBe([200, 409], ignoreOrder: true);
        answers.Single(answer => answer.Status == 409).ShouldAnswer(409, "matter.voided");
        var read = await City.Read(matter);
        read.GetProperty("path").EnumerateArray().Count(entry => Text(entry, "kind") == "Voided").ShouldBe(1);

        var other = await City.Begin();
        var same = Next();
        var clicks = await Task.WhenAll(Void("d1.jb", other, "重复", same), Void("d1.jb", other, "重复", same));
        clicks.ShouldAllBe(answer => answer.Status == 200);
        (await Void("d1.jb", other, "再来")).ShouldAnswer(409, "matter.voided");
    }

    [Fact]
    public async Task Decided_at_the_same_moment_nothing_stays_open()
    {
        for (var time = 0; time < 5; time++)
        {
            var matter = await City.Begin();
            var task = await City.TaskOf("d1.fz", matter);
            var head = await City.As("d1.fz");
            var decision = new { commandId = Next(), revision = task.GetProperty("revision").GetInt64(), outcome = "Approve", data = new { } };
            var both = await Task.WhenAll(head.Post($"tasks/{Text(task, "id")}/complete", decision), Void("d1.jb", matter, "不再需要"));

            both[1].ShouldAnswer(200);
            both[0].Status.ShouldBeOneOf(200, 409);
            var read = await City.Read(matter);
            Text(read, "stage").ShouldBe("Voided");
            read.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("seats").EnumerateArray()).ShouldAllBe(seat => Text(seat, "state") != "Open");
        }
    }

    [Fact]
    public async Task Nothing_beside_the_flow_goes_on_but_what_was_shown_to_others_is_read_and_taken_back()
    {
        var matter = await City.Begin();
        await City.Decide("d1.fz", matter, "Approve");
        var task = Text(await City.TaskOf("zz.fz", matter), "id");
        var shown = await Copy("d1.jb", matter, "d3.jb", "d3.fz");
        var circular = Text(shown.ShouldAnswer(200).Json, "circularId");
        (await Deed("d3.jb", $"copies/{circular}/open")).ShouldAnswer(200);
        (await Questions("d1.jb", task)).GetProperty("mayCopy").GetBoolean().ShouldBeTrue();
        (await Void("d1.jb", matter, "不再需要")).ShouldAnswer(200);

        (await Copy("d1.jb", matter, "d2.jb")).ShouldAnswer(409, "matter.voided");
        (await Deed("d1.jb", $"copies/{circular}/remind")).ShouldAnswer(409, "matter.voided");
        (await (await City.As("d3.jb")).Post($"copies/{circular}/opinion", new { commandId = Next(), opinion = "已阅" })).ShouldAnswer(409, "matter.voided");
        var asked = await (await City.As("zz.fz")).Post($"tasks/{task}/questions", new { commandId = Next(), text = "为何？", personIds = new[] { "d1.jb" } });
        asked.ShouldAnswer(409, "matter.voided").Text.ShouldContain("不再需要");
        (await Deed("d1.jb", $"tasks/{task}/urge")).ShouldAnswer(409, "matter.voided");
        (await Questions("d1.jb", task)).GetProperty("mayCopy").GetBoolean().ShouldBeFalse();

        (await Deed("d3.fz", $"copies/{circular}/open")).ShouldAnswer(200);
        Text(await City.Read(matter, "d3.fz"), "stage").ShouldBe("Voided");
    }

    [Fact]
    public async Task Once_void_always_void()
    {
        var matter = await City.Begin();
        (await Void("d1.jb", matter, "不再需要")).ShouldAnswer(200);
        var services = shared.City.Host.Services;

        var revived = await services.GetRequiredService<CommandRunner>().Run(
            new(Next(), "Tests.Revive", Actor.System), async work => await work.Workflows.Revive(matter, (await work.Workflows.LockedInstance(matter))!.Revision, new("headReview", "误操作")));

        revived.Refusal.ShouldNotBeNull().Code.ShouldBe("matter.voided");
        Text(await City.Read(matter), "stage").ShouldBe("Voided");
    }

    private async Task<string> Signed()
    {
        var matter = await City.Begin();
        foreach (var user in (string[])["d1.fz", "sf.fz", "zz.fz", "zf.fz", "d2.fz", "bb.zr", "cz.fz", "cw.1"])
        {
            await City.Decide(user, matter, "Approve", new { opinion = "同意" });
        }

        return matter;
    }

    private async Task<Answer> Void(string user, string matter, string reason, string? commandId = null) =>
        await (await City.As(user)).Post($"matters/{matter}/void", new { commandId = commandId ?? Next(), reason });

    private async Task<Answer> Deed(string user, string path) => await (await City.As(user)).Post(path, new { commandId = Next() });

    private async Task<Answer> Copy(string user, string matter, params string[] personIds) =>
        await (await City.As(user)).Post($"cases/{matter}/copies", new { commandId = Next(), personIds });

    private async Task<JsonElement> Questions(string user, string? task) => (await (await City.As(user)).Get($"tasks/{task}/questions")).ShouldAnswer(200).Json;

    private async Task<List<string?>> Bell(string user, string matter) =>
        [.. (await (await City.As(user)).Get("notices")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().Where(one => Text(one, "caseId") == matter).Select(one => Text(one, "title"))];

    private string Next() => $"void-{Interlocked.Increment(ref _commands)}-{Guid.NewGuid():n}";

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}

/// <summary>The city that the tests of one class share.</summary>
public abstract class VoidingCity(StoreKind kind) : IAsyncLifetime
{
    public MatterCity City { get; private set; } = null!;

    public async ValueTask InitializeAsync() => City = await MatterCity.Build(kind);

    public async ValueTask DisposeAsync()
    {
        await City.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class VoidingOnSqlite() : VoidingCity(StoreKind.Sqlite);

public sealed class VoidingOnPostgres() : VoidingCity(StoreKind.Postgres);

public sealed class VoidMattersOverHttpOnSqlite(VoidingOnSqlite shared) : VoidMattersOverHttp(shared), IClassFixture<VoidingOnSqlite>;

public sealed class VoidMattersOverHttpOnPostgres(VoidingOnPostgres shared) : VoidMattersOverHttp(shared), IClassFixture<VoidingOnPostgres>;
