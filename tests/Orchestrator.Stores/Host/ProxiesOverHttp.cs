using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Stores.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>One person takes care of another's tasks for a while (代理), through the API.</summary>
public abstract class ProxiesOverHttp(StoreKind kind) : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private RunningHost _host = null!;
    private Visitor _clerk = null!;
    private Visitor _deputy = null!;
    private int _commands;

    private DateOnly Today => WorkingCalendar.National.LocalDate(_clock.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(kind, replace: services => services.AddSingleton<TimeProvider>(_clock));
        _clerk = await _host.SignedIn(await _host.CreatePerson("clerk", ["BM-JB"], "D1"));
        _deputy = await _host.SignedIn(await _host.CreatePerson("deputy", ["BB-SH"], "BB"));
        await Begin("test.one", "case-1", Flows.Task("First"), Flows.Task("Second"));
    }

    public async ValueTask DisposeAsync()
    {
        _clerk.Dispose();
        _deputy.Dispose();
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_deputy_finds_the_tasks_marked_and_decides_them_under_both_names()
    {
        (await Appoint(_clerk)).ShouldAnswer(200).Json.GetProperty("state").GetString().ShouldBe("Holds");

        var item = Items(await _deputy.Get("tasks")).Single();
        (item.GetProperty("inPlaceOf").GetString(), item.GetProperty("inPlaceOfName").GetString()).ShouldBe(("clerk", "clerk"));
        var page = (await _deputy.Get("tasks")).Json;
        page.GetProperty("counts").GetProperty("todo").GetInt32().ShouldBe(1);
        page.GetProperty("standsInFor")[0].GetProperty("name").GetString().ShouldBe("clerk");
        Items(await _deputy.Get("tasks?inPlaceOf=deputy")).ShouldBeEmpty();
        Items(await _deputy.Get("tasks?inPlaceOf=clerk")).Count.ShouldBe(1);

        var task = item.GetProperty("id").GetString()!;
        (await _deputy.Get($"tasks/{task}")).ShouldAnswer(200).Json.GetProperty("inPlaceOfName").GetString().ShouldBe("clerk");
        (await _deputy.Put($"tasks/{task}/draft", new { revision = 1, data = new { comment = "草" } })).ShouldAnswer(200);
        (await Decide(_deputy, task)).ShouldAnswer(200);

        var done = (await _clerk.Get($"tasks/{task}")).ShouldAnswer(200).Json;
        done.GetProperty("closedByName").GetString().ShouldBe("deputy（代clerk）");
        Items(await _deputy.Get("tasks?view=done")).Single().GetProperty("id").GetString().ShouldBe(task);
        Items(await _clerk.Get("tasks")).Single().GetProperty("inPlaceOf").ValueKind.ShouldBe(JsonValueKind.Null, "whose they are keeps them");
        using var auditor = await _host.SignedIn(await _host.CreatePerson("auditor", ["AU"]));
        var row = Items(await auditor.Get("audit?action=Tasks.Complete")).Single();
        (row.GetProperty("actorId").GetString(), row.GetProperty("actorName").GetString()).ShouldBe(("deputy", "deputy（代clerk）"));
        row.ToString().ShouldContain("inPlaceOf");
        (await _host.Services.GetRequiredService<HistoryQueries>().OfInstance("case-1")).ShouldContain(step => step.ActorId == "deputy" && step.ActorName == "deputy（代clerk）");
    }

    [Fact]
    public async Task Whoever_is_first_decides_and_the_other_is_told_by_whom()
    {
        (await Appoint(_clerk)).ShouldAnswer(200);
        var task = Items(await _deputy.Get("tasks")).Single().GetProperty("id").GetString()!;

        (await Decide(_clerk, task)).ShouldAnswer(200);
        (await Decide(_deputy, task)).ShouldAnswer(409, "task.already-decided").Text.ShouldContain("clerk");
    }

    [Fact]
    public async Task A_proxy_that_ended_is_gone_with_the_next_request()
    {
        var id = (await Appoint(_clerk)).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        var task = Items(await _deputy.Get("tasks")).Single().GetProperty("id").GetString()!;

        (await _deputy.Post($"proxies/{id}/end", new { commandId = Command() })).ShouldAnswer(403, "proxy.not-yours");
        (await _clerk.Post($"proxies/{id}/end", new { commandId = Command() })).ShouldAnswer(200).Json.GetProperty("state").GetString().ShouldBe("Ended");

        Items(await _deputy.Get("tasks")).ShouldBeEmpty();
        (await Decide(_deputy, task)).Status.ShouldBe(403);
        (await _clerk.Post($"proxies/{id}/end", new { commandId = Command() })).ShouldAnswer(409, "proxy.ended");
    }

    [Fact]
    public async Task It_holds_from_its_first_to_its_last_day()
    {
        (await Appoint(_clerk, from: 2, until: 3)).ShouldAnswer(200).Json.GetProperty("state").GetString().ShouldBe("Planned");
        int[] seen = [0, 0, 1, 1, 0];
        foreach (var expected in seen)
        {
            Items(await _deputy.Get("tasks")).Count.ShouldBe(expected, $"on {Today}");
            _clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task A_bound_to_a_process_is_kept()
    {
        await Begin("test.other", "case-2", Flows.Task("First"));
        var first = (await Appoint(_clerk, definition: "test.other")).ShouldAnswer(200).Json.GetProperty("id").GetString();

        Items(await _deputy.Get("tasks")).Select(item => item.GetProperty("caseId").GetString()).ShouldBe(["case-2"]);
        var foreign = Items(await _clerk.Get("tasks")).First(item => item.GetProperty("caseId").GetString() == "case-1").GetProperty("id").GetString()!;
        (await Decide(_deputy, foreign)).ShouldAnswer(403, "task.not-yours");
        (await Decide(_deputy, Items(await _deputy.Get("tasks")).Single().GetProperty("id").GetString()!)).ShouldAnswer(200);
        (await _clerk.Post($"proxies/{first}/end", new { commandId = Command() })).ShouldAnswer(200);
    }

    [Fact]
    public async Task Two_deputies_have_different_processes_never_the_same()
    {
        await Begin("test.other", "case-2", Flows.Task("First"));
        await _host.CreatePerson("third", ["BM-JB"], "D2");
        (await Appoint(_clerk, definition: "test.one")).ShouldAnswer(200);

        (await Appoint(_clerk, "third", definition: "test.other")).ShouldAnswer(200);
        (await Appoint(_clerk, "third", definition: "test.one")).ShouldAnswer(409, "proxy.overlap");
        (await Appoint(_clerk, "third")).ShouldAnswer(409, "proxy.overlap");
        (await Appoint(_clerk, "third", definition: "test.one", from: 11, until: 12)).ShouldAnswer(200);
    }

    [Fact]
    public async Task Of_two_appointments_at_once_that_contradict_each_other_one_holds()
    {
        await _host.CreatePerson("third", ["BM-JB"], "D2");

        var answers = await Task.WhenAll(Appoint(_clerk), Appoint(_clerk, "third"));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
    }

    [Fact]
    public async Task No_administrators_nobody_who_cannot_sign_in_and_no_longer_than_ninety_days()
    {
        using var system = await _host.SignedIn(await _host.CreatePerson("system", ["SA"]));
        (await Appoint(system)).ShouldAnswer(403, "proxy.administrator");
        Place(await Appoint(_clerk, "system")).ShouldBe("deputyId");
        Place(await Appoint(_clerk, "clerk")).ShouldBe("deputyId");
        Place(await Appoint(_clerk, "nobody")).ShouldBe("deputyId");
        Place(await Appoint(_clerk, from: -1)).ShouldBe("from");
        Place(await Appoint(_clerk, from: 3, until: 2)).ShouldBe("until");
        Place(await Appoint(_clerk, from: 0, until: 90)).ShouldBe("until");
        (await Appoint(_clerk, from: 0, until: 89)).ShouldAnswer(200);
    }

    [Fact]
    public async Task A_deputy_of_a_deputy_has_nothing()
    {
        using var third = await _host.SignedIn(await _host.CreatePerson("third", ["BM-JB"], "D2"));
        (await Appoint(_clerk)).ShouldAnswer(200);
        (await Appoint(_deputy, "third")).ShouldAnswer(200);

        Items(await third.Get("tasks")).ShouldBeEmpty();
        Items(await _deputy.Get("tasks")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_role_is_lent_for_tasks_and_opens_no_other_door()
    {
        using var chief = await _host.SignedIn(await _host.CreatePerson("chief", ["ZB"], "ZB"));
        using var plain = await _host.SignedIn(await _host.CreatePerson("plain", ["BM-JB"], "D2"));
        (await Appoint(chief, "plain")).ShouldAnswer(200);

        (await plain.Post("campaigns", new { commandId = Command() })).ShouldAnswer(403, "forbidden");
        (await plain.Post("extension-requests/x/decide", new { commandId = Command(), approve = true })).ShouldAnswer(403, "forbidden");
    }

    [Fact]
    public async Task The_security_administrator_sees_all_and_ends_any_with_a_reason_and_both_are_told()
    {
        using var security = await _host.SignedIn(await _host.CreatePerson("security", ["SE"]));
        using var third = await _host.SignedIn(await _host.CreatePerson("third", ["BM-JB"], "D2"));
        var id = (await Appoint(_clerk)).ShouldAnswer(200).Json.GetProperty("id").GetString()!;

        (await security.Get("proxies")).ShouldAnswer(200).Json.GetArrayLength().ShouldBe(1);
        (await third.Get("proxies")).ShouldAnswer(200).Json.GetArrayLength().ShouldBe(0);
        (await third.Post($"proxies/{id}/end", new { commandId = Command() })).ShouldAnswer(404, "proxy.unknown");
        (await security.Post($"proxies/{id}/end", new { commandId = Command() })).ShouldAnswer(422, "proxy.reason");
        (await security.Post($"proxies/{id}/end", new { commandId = Command(), reason = "岗位调整" })).ShouldAnswer(200);

        foreach (var (person, other) in new[] { (_clerk, "deputy"), (_deputy, "clerk") })
        {
            var titles = await Notices(person, 2);
            titles.ShouldAllBe(title => title.Contains(other, StringComparison.Ordinal));
            titles.ShouldContain(title => title.Contains("security终止", StringComparison.Ordinal));
        }
    }

    private static async Task<List<string>> Notices(Visitor person, int expected)
    {
        for (var n = 0; ; n++)
        {
            var titles = Items(await person.Get("notices")).ConvertAll(item => item.GetProperty("title").GetString()!);
            if (titles.Count >= expected || n == 100)
            {
                titles.Count.ShouldBe(expected);
                return titles;
            }

            await Task.Delay(50);
        }
    }

    private static List<JsonElement> Items(Answer answer) => [.. answer.ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()];

    private static string? Place(Answer answer) => answer.ShouldAnswer(422, "proxy.invalid").Json.GetProperty("problems")[0].GetProperty("path").GetString();

    private string Command() => $"command-{++_commands}";

    private Task<Answer> Appoint(Visitor principal, string deputy = "deputy", int from = 0, int until = 10, string? definition = null) => principal.Post(
        "proxies", new { commandId = Command(), deputyId = deputy, from = Day(from), until = Day(until), definitionId = definition });

    private string Day(int ahead) => Today.AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Answer> Decide(Visitor visitor, string task) =>
        await visitor.Post($"tasks/{task}/complete", new { commandId = Command(), revision = 1, outcome = "Done", data = new { comment = "同意" } });

    private Task Begin(string definition, string id, params System.Text.Json.Nodes.JsonObject[] steps) => Begin(definition, id, "D1", steps);

    private async Task Begin(string definition, string id, string subject, params System.Text.Json.Nodes.JsonObject[] steps)
    {
        (await _host.Services.GetRequiredService<DefinitionStore>().Import(Flows.Document(definition, steps))).Problems.ShouldBeEmpty();
        (await _host.Services.GetRequiredService<CommandRunner>().Run(
            new(Guid.NewGuid().ToString("N"), "Tests.Start", Actor.System),
            work => work.Workflows.Start(new(definition, id, id, "campaign-1", new JsObject(), subject)))).Required();
    }
}

public sealed class ProxiesOverHttpOnSqlite() : ProxiesOverHttp(StoreKind.Sqlite);

public sealed class ProxiesOverHttpOnPostgres() : ProxiesOverHttp(StoreKind.Postgres);
