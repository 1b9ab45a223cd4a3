using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Stores.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>Somebody leaves and his tasks become somebody else's (移交), through the API. What it does to each database is
/// proven by the runtime's own tests.</summary>
public sealed class HandOversOverHttp : IAsyncLifetime
{
    private RunningHost _host = null!;
    private Visitor _system = null!;
    private Visitor _leaver = null!;
    private Visitor _receiver = null!;
    private int _commands;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        _system = await _host.SignedIn(await _host.CreatePerson("keeper", ["SA"]));
        _leaver = await _host.SignedIn(await _host.CreatePerson("leaver", ["BM-JB"], "D1"));
        _receiver = await _host.SignedIn(await _host.CreatePerson("receiver", ["BM-JB"], "D1"));
        await _host.CreatePerson("elsewhere", ["BM-JB"], "D2");
        await Begin("test.named", "case-1", Named("first"));
        await Begin("test.apart", "case-2", Named("first", ("excluded", Flows.Literal(new JsonArray("receiver")))));
        await Begin("test.unit", "case-3", Flows.Task("first"));
    }

    public async ValueTask DisposeAsync()
    {
        _system.Dispose();
        _leaver.Dispose();
        _receiver.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_names_the_leaver_goes_and_the_preview_said_what_stays_and_why()
    {
        var today = DateTime.UtcNow.AddHours(8);
        (await _leaver.Post("proxies", new { commandId = Command(), deputyId = "elsewhere", from = $"{today:yyyy-MM-dd}", until = $"{today:yyyy-MM-dd}" })).ShouldAnswer(200);
        var before = (await _system.Get("accounts/leaver/hand-over")).ShouldAnswer(200).Json;
        before.GetProperty("items").GetArrayLength().ShouldBe(2);
        (before.GetProperty("withUnit").GetInt32(), before.GetProperty("questions").GetInt32(), before.GetProperty("proxies").GetInt32()).ShouldBe((1, 0, 1));

        var plan = (await _system.Get("accounts/leaver/hand-over?to=receiver")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("caseId").GetString()!);
        plan["case-1"].GetProperty("goes").GetBoolean().ShouldBeTrue();
        plan["case-2"].GetProperty("goes").GetBoolean().ShouldBeFalse();
        plan["case-2"].GetProperty("why").GetString()!.ShouldContain("职责分离");

        var command = new { commandId = Command(), toId = "receiver", reason = "调离" };
        var answers = await Task.WhenAll(_system.Post("accounts/leaver/hand-over", command), _system.Post("accounts/leaver/hand-over", command));
        var batches = answers.Select(answer => answer.ShouldAnswer(200).Json.GetProperty("batchId").GetString()!).Distinct().ToList();
        var batch = await Finished(batches.ShouldHaveSingleItem("a double click"));
        (batch.GetProperty("done").GetInt32(), batch.GetProperty("refused").GetInt32()).ShouldBe((1, 1));
        var refused = (await _system.Get($"batches/{batches[0]}/items?status=Refused")).ShouldAnswer(200).Json.GetProperty("items")[0];
        refused.GetProperty("message").GetString().ShouldBe(plan["case-2"].GetProperty("why").GetString(), "the reason that the preview gave");
        refused.GetProperty("taskTitle").GetString().ShouldBe("办理first");

        (await Cases(_receiver)).ShouldBe(["case-1", "case-3"], ignoreOrder: true);
        (await Cases(_leaver)).ShouldBe(["case-2", "case-3"], ignoreOrder: true);
        (await _leaver.Get("proxies")).ShouldAnswer(200).Json.GetArrayLength().ShouldBe(0);
        var history = await _host.Services.GetRequiredService<HistoryQueries>().OfInstance("case-1");
        history.Single(row => row.Event == "HandedOver").ShouldSatisfyAllConditions(
            row => row.ActorId.ShouldBe("keeper"), row => row.Data!.ShouldContain("调离"));
        using var auditor = await _host.SignedIn(await _host.CreatePerson("auditor", ["AU"]));
        (await auditor.Get("audit?action=Accounts.HandOver")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await auditor.Get("audit?action=Batches.HandOver")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(2);

        await Notice(_receiver, "leaver的 1 项任务已移交给您");
        await Notice(_leaver, "您的 1 项任务已移交给receiver");

        // What stayed goes to somebody else.
        var rest = (await _system.Post("accounts/leaver/hand-over", new { commandId = Command(), toId = "elsewhere", reason = "调离" })).ShouldAnswer(200).Json;
        (await Finished(rest.GetProperty("batchId").GetString()!)).GetProperty("done").GetInt32().ShouldBe(1);
        (await _system.Post("accounts/leaver/hand-over", new { commandId = Command(), toId = "elsewhere", reason = "调离" })).ShouldAnswer(409, "batch.nothing");
    }

    [Fact]
    public async Task What_he_took_out_of_the_units_hands_stays_in_the_unit()
    {
        var task = (await _leaver.Get("tasks?q=case-3")).ShouldAnswer(200).Json.GetProperty("items")[0];
        (await _leaver.Post($"tasks/{task.GetProperty("id").GetString()}/claim", new { commandId = Command(), revision = task.GetProperty("revision").GetInt64() })).ShouldAnswer(200);

        async Task<JsonElement> Plan(string to) =>
            (await _system.Get($"accounts/leaver/hand-over?to={to}")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("caseId").GetString() == "case-3");
        (await Plan("receiver")).GetProperty("goes").GetBoolean().ShouldBeTrue();
        var why = (await Plan("elsewhere")).GetProperty("why").GetString()!;
        why.ShouldContain("承办单位");

        var begun = (await _system.Post("accounts/leaver/hand-over", Order("elsewhere"))).ShouldAnswer(200).Json.GetProperty("batchId").GetString()!;
        (await Finished(begun)).GetProperty("done").GetInt32().ShouldBe(2, "what is the person's own");
        (await _system.Get($"batches/{begun}/items?status=Refused")).ShouldAnswer(200).Json.GetProperty("items")[0].GetProperty("message").GetString().ShouldBe(why);
        (await Cases(_leaver)).ShouldBe(["case-3"]);
    }

    [Fact]
    public async Task Whoever_has_left_already_is_not_told_and_his_tasks_go_all_the_same()
    {
        (await _system.Post("accounts/leaver/lock", new { commandId = Command(), reason = "离职" })).ShouldAnswer(200);

        var begun = (await _system.Post("accounts/leaver/hand-over", new { commandId = Command(), toId = "elsewhere", reason = "离职" })).ShouldAnswer(200).Json;
        (await Finished(begun.GetProperty("batchId").GetString()!)).GetProperty("done").GetInt32().ShouldBe(2);
        using var elsewhere = await _host.SignedIn("elsewhere");
        await Notice(elsewhere, "leaver的 2 项任务已移交给您");
        await using var scope = _host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Orchestrator.Office.OfficeDb>().Notices.ShouldNotContain(notice => notice.PersonId == "leaver");
    }

    [Fact]
    public async Task Only_whoever_may_close_accounts_and_only_to_somebody_who_can_do_the_work()
    {
        using var security = await _host.SignedIn(await _host.CreatePerson("security", ["SE"]));
        await _host.CreatePerson("nothing", []);
        (await security.Post("accounts/leaver/hand-over", Order("receiver"))).ShouldAnswer(403, "forbidden");
        (await _leaver.Get("accounts/leaver/hand-over")).ShouldAnswer(403, "forbidden");

        foreach (var (to, sentence) in new[] { ("leaver", "本人"), ("keeper", "管理员不能"), ("nobody", "能够登录"), ("nothing", "还没有岗位") })
        {
            (await _system.Get($"accounts/leaver/hand-over?to={to}")).ShouldAnswer(422, "handover.receiver");
            (await _system.Post("accounts/leaver/hand-over", Order(to))).ShouldAnswer(422, "handover.receiver").Text.ShouldContain(sentence);
        }

        (await _system.Post("accounts/leaver/hand-over", new { commandId = Command(), toId = "receiver", reason = " " })).ShouldAnswer(422, "handover.reason");
        (await _system.Get("accounts/keeper/hand-over")).ShouldAnswer(409, "handover.administrator");
        (await _system.Get("accounts/nobody/hand-over")).ShouldAnswer(404, "account.unknown");
        (await Cases(_leaver)).Count.ShouldBe(3, "nothing has changed");
    }

    private object Order(string to) => new { commandId = Command(), toId = to, reason = "调离" };

    private static JsonObject Named(string id, params (string Name, JsonNode? Value)[] more) => Flows.Task(id, "", "", [("persons", Flows.Literal(new JsonArray("leaver"))), .. more]);

    private string Command() => $"command-{++_commands}";

    private async Task<JsonElement> Finished(string batch)
    {
        for (var n = 0; ; n++)
        {
            var progress = (await _system.Get($"batches/{batch}")).ShouldAnswer(200).Json;
            if (progress.GetProperty("finishedAt").ValueKind != JsonValueKind.Null)
            {
                return progress;
            }

            n.ShouldBeLessThan(200, progress.ToString());
            await Task.Delay(50);
        }
    }

    private static async Task Notice(Visitor person, string title)
    {
        for (var n = 0; !(await person.Get("notices")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().Any(item => item.GetProperty("title").GetString() == title); n++)
        {
            n.ShouldBeLessThan(200, title);
            await Task.Delay(50);
        }
    }

    private static async Task<List<string>> Cases(Visitor person) =>
        [.. (await person.Get("tasks")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("caseId").GetString()!)];

    private async Task Begin(string definition, string id, params JsonObject[] steps)
    {
        (await _host.Services.GetRequiredService<DefinitionStore>().Import(Flows.Document(definition, steps))).Problems.Where(problem => problem.Severity == Orchestrator.Engine.Definitions.ProblemSeverity.Error).ShouldBeEmpty();
        (await _host.Services.GetRequiredService<CommandRunner>().Run(
            new(Guid.NewGuid().ToString("N"), "Tests.Start", Actor.System),
            work => work.Workflows.Start(new(definition, id, id, "campaign-1", new JsObject(), "D1")))).Required();
    }
}
