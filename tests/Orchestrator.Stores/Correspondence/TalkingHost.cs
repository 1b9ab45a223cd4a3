using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Orchestrator.Stores.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Correspondence;

/// <summary>A host with a flow of two steps, the first with the clerk of D1, the second with that of D2, and people around it.</summary>
public abstract class TalkingHost(StoreKind kind) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    protected SteppedClock Clock { get; } = new();

    protected RunningHost Host { get; private set; } = null!;

    /// <summary>Has the first step.</summary>
    protected Visitor Clerk { get; private set; } = null!;

    /// <summary>Has the second step.</summary>
    protected Visitor Next { get; private set; } = null!;

    /// <summary>Of the finance office; has nothing to do with the flow.</summary>
    protected Visitor Expert { get; private set; } = null!;

    /// <summary>May not decide the first step.</summary>
    protected Visitor Drafter { get; private set; } = null!;

    protected Visitor Administrator { get; private set; } = null!;

    protected string Task { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await RunningHost.Start(kind, replace: services => services.AddSingleton<TimeProvider>(Clock));
        await Run(async work =>
        {
            foreach (var (id, name) in new[] { ("D1", "澄湖区"), ("D2", "望楚区"), ("CZ", "市财政局") })
            {
                (await UnitOperations.Add(new AddUnit("-", id, name, UnitKind.District), work)).Required();
            }

            return Done.Value;
        });
        Clerk = await Signed("clerk", "BM-JB", "D1");
        Next = await Signed("next", "BM-JB", "D2");
        Expert = await Signed("expert", "CZ", "CZ");
        Drafter = await Signed("drafter", "BM-JB", "D1");
        Administrator = await Signed("admin-1", "SA", null);
        var flow = Flows.Document(
            "test.talk",
            Flows.Task("First", more: ("excluded", Flows.Literal(new JsonArray("drafter")))), Flows.Task("Second", unit: "D2"));
        (await Host.Services.GetRequiredService<DefinitionStore>().Import(flow)).Problems.ShouldBeEmpty();
        await Start("flow-1", Actor.System);
        Task = Items(await Clerk.Get("tasks")).Single().GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors)
        {
            visitor.Dispose();
        }

        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static List<JsonElement> Items(Answer answer) => [.. answer.ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()];

    protected static string NewId() => Guid.NewGuid().ToString("N");

    protected async Task<Visitor> Signed(string name, string role, string? unit)
    {
        var visitor = await Host.SignedIn(await Host.CreatePerson(name, [role], unit));
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Decides the first step; returns the second task's id.</summary>
    protected async Task<string> Decide()
    {
        var revision = (await Clerk.Get($"tasks/{Task}")).ShouldAnswer(200).Json.GetProperty("revision").GetInt64();
        (await Clerk.Post($"tasks/{Task}/complete", new { commandId = NewId(), revision, outcome = "Done", data = new { } })).ShouldAnswer(200);
        return Items(await Next.Get("tasks")).Single().GetProperty("id").GetString()!;
    }

    protected static async Task<string[]> Notices(Visitor visitor, string kind) =>
        [.. Items(await visitor.Get("notices?size=100")).Where(notice => notice.GetProperty("kind").GetString() == kind).Select(notice => notice.GetProperty("title").GetString()!)];

    protected async Task Start(string id, Actor initiator) => (await Host.Services.GetRequiredService<CommandRunner>().Run(
        new(NewId(), "Tests.Start", initiator), work => work.Workflows.Start(new("test.talk", id, "一号事项", "campaign-1", new JsObject())))).Required();

    private async Task Run(Func<UnitOfWork, Task<Outcome<Done>>> body) =>
        (await Host.Services.GetRequiredService<CommandRunner>().Run(new(NewId(), "Tests.Prepare", Actor.System), body)).Required();
}
