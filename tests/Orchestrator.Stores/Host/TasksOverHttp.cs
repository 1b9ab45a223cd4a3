using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Tasks.Forms;
using Orchestrator.Runtime;
using Orchestrator.Stores.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>Deciding a task through the API, on every database.</summary>
public abstract class TasksOverHttp(StoreKind kind) : IAsyncLifetime
{
    private RunningHost _host = null!;
    private Visitor _clerk = null!;
    private Visitor _stranger = null!;
    private string _task = null!;

    public async ValueTask InitializeAsync()
    {
        var forms = Forms();
        _host = await RunningHost.Start(kind, replace: services =>
        {
            services.AddSingleton(forms);
            services.AddSingleton<IFormSchemas>(new RuntimeForms(forms));
        });
        _clerk = await _host.SignedIn(await _host.CreatePerson("clerk", ["BM-JB"], "D1"));
        _stranger = await _host.SignedIn(await _host.CreatePerson("stranger", ["BM-JB"], "D2"));
        var flow = Flows.Document("test.two-steps", Flows.Task("First"), Flows.Task("Second"));
        (await _host.Services.GetRequiredService<DefinitionStore>().Import(flow)).Problems.ShouldBeEmpty();
        (await _host.Services.GetRequiredService<CommandRunner>().Run(
            new(Guid.NewGuid().ToString("N"), "Tests.Start", Actor.System),
            work => work.Workflows.Start(new("test.two-steps", "case-1", "一号事项", "campaign-1", new JsObject())))).Required();
        _task = Items(await _clerk.Get("tasks")).Single().GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _clerk.Dispose();
        _stranger.Dispose();
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_task_is_in_the_list_of_those_who_may_decide_it_and_of_nobody_else()
    {
        var mine = (await _clerk.Get("tasks")).ShouldAnswer(200).Json;
        mine.GetProperty("counts").GetProperty("todo").GetInt32().ShouldBe(1);
        mine.GetProperty("items")[0].GetProperty("caseTitle").GetString().ShouldBe("一号事项");
        (await _clerk.Get($"tasks/{_task}")).ShouldAnswer(200).Json.GetProperty("canDecide").GetBoolean().ShouldBeTrue();

        (await _stranger.Get("tasks")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(0);
        (await _stranger.Get($"tasks/{_task}")).ShouldAnswer(404, "task.unknown");
        (await Complete(_stranger, "c", 1, "Done")).Status.ShouldBeOneOf(403, 404);
        Items(await _clerk.Get("tasks")).Single().GetProperty("step").GetString().ShouldBe("First");
    }

    [Fact]
    public async Task Deciding_shows_in_the_next_answer()
    {
        var done = (await Complete(_clerk, "c-1", await Revision(), "Done")).ShouldAnswer(200).Json;

        done.GetProperty("caseId").GetString().ShouldBe("case-1");
        done.GetProperty("replayed").GetBoolean().ShouldBeFalse();
        Items(await _clerk.Get("tasks")).Single().GetProperty("step").GetString().ShouldBe("Second");
        Items(await _clerk.Get("tasks?view=done")).Single().GetProperty("outcome").GetString().ShouldBe("Done");
    }

    [Fact]
    public async Task The_same_command_again_gets_the_same_answer_and_no_second_effect()
    {
        var revision = await Revision();
        (await Complete(_clerk, "c-1", revision, "Done")).ShouldAnswer(200);

        var again = (await Complete(_clerk, "c-1", revision, "Done")).ShouldAnswer(200).Json;

        again.GetProperty("replayed").GetBoolean().ShouldBeTrue();
        again.GetProperty("taskId").GetString().ShouldBe(_task);
        Items(await _clerk.Get("tasks?view=done")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_command_id_for_something_else_is_refused()
    {
        var revision = await Revision();
        (await Complete(_clerk, "c-1", revision, "Done")).ShouldAnswer(200);

        (await Complete(_clerk, "c-1", revision, "SendBack")).ShouldAnswer(409);
    }

    [Fact]
    public async Task A_double_click_decides_once()
    {
        var revision = await Revision();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Complete(_clerk, "c-1", revision, "Done")));

        answers.ShouldAllBe(a => a.Status == 200);
        answers.Count(a => !a.Json.GetProperty("replayed").GetBoolean()).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_different_decisions_at_once_one_wins_and_the_other_learns_the_state()
    {
        var revision = await Revision();

        var answers = await Task.WhenAll(Complete(_clerk, "c-1", revision, "Done"), Complete(_clerk, "c-2", revision, "SendBack"));

        answers.Select(a => a.Status).Order().ShouldBe([200, 409]);
    }

    [Fact]
    public async Task A_stale_revision_is_refused_with_the_current_one()
    {
        var revision = await Revision();

        var refused = (await Complete(_clerk, "c-1", revision + 5, "Done")).ShouldAnswer(409, "task.stale");

        refused.Json.GetProperty("currentRevision").GetInt64().ShouldBe(revision);
        refused.Json.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        Items(await _clerk.Get("tasks?view=done")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outcome_the_task_does_not_have_is_refused() => (await Complete(_clerk, "c-1", await Revision(), "Burn")).Status.ShouldBe(422);

    [Fact]
    public async Task Data_against_the_form_is_refused_with_its_place()
    {
        var refused = (await _clerk.Post($"tasks/{_task}/complete", new { commandId = "c-1", revision = await Revision(), outcome = "Done", data = new { unknown = 1 } })).ShouldAnswer(422);

        refused.Json.GetProperty("problems").EnumerateArray().ShouldContain(p => p.GetProperty("path").GetString() == "data.unknown");
        Items(await _clerk.Get("tasks?view=done")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_typed_is_kept_for_the_same_task()
    {
        (await _clerk.Put($"tasks/{_task}/draft", new { revision = await Revision(), data = new { comment = "写到一半" } })).ShouldAnswer(200);

        (await _clerk.Get($"tasks/{_task}")).Json.GetProperty("draft").GetProperty("comment").GetString().ShouldBe("写到一半");
        (await _stranger.Put($"tasks/{_task}/draft", new { revision = 1, data = new { comment = "别人的" } })).Status.ShouldBeOneOf(403, 404);
        (await Complete(_clerk, "c-1", await Revision(), "Done")).ShouldAnswer(200);
    }

    [Fact]
    public async Task The_audit_names_who_decided_and_the_chain_holds()
    {
        await Complete(_clerk, "c-1", await Revision(), "Done");
        using var auditor = await _host.SignedIn(await _host.CreatePerson("auditor", ["AU"]));

        var rows = (await auditor.Get("audit?action=Tasks.Complete")).ShouldAnswer(200).Json.GetProperty("items");

        rows[0].GetProperty("actorId").GetString().ShouldBe("clerk");
        rows[0].GetProperty("objectId").GetString().ShouldBe(_task);
        (await auditor.Get("audit/verification")).ShouldAnswer(200).Json.GetProperty("broken").GetArrayLength().ShouldBe(0);
        (await auditor.Get("audit/export")).ShouldAnswer(200).Text.ShouldContain("Tasks.Complete");
    }

    // Forms of no service: what is under test here is the host.
    private static FormCatalog Forms()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "test", "forms"));
        folder.Write("test/forms/First.schema.json", """{"type":"object","properties":{"comment":{"type":"string","title":"意见"}},"additionalProperties":false}""");
        return FormCatalog.Load(folder.Path);
    }

    private static List<JsonElement> Items(Answer answer) => [.. answer.ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()];

    private async Task<long> Revision() => (await _clerk.Get($"tasks/{_task}")).ShouldAnswer(200).Json.GetProperty("revision").GetInt64();

    private Task<Answer> Complete(Visitor visitor, string commandId, long revision, string outcome) =>
        visitor.Post($"tasks/{_task}/complete", new { commandId, revision, outcome, data = new { comment = "同意" } });
}

public sealed class TasksOverHttpOnSqlite() : TasksOverHttp(StoreKind.Sqlite);

public sealed class TasksOverHttpOnPostgres() : TasksOverHttp(StoreKind.Postgres);
