using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;

namespace Orchestrator.Stores.Matters;

/// <summary>A host with the units that a matter needs, and one person for each role that decides.</summary>
public sealed class MatterCity : IAsyncDisposable
{
    private static readonly (string User, string Unit, string[] Roles)[] People =
    [
        ("d1.jb", "D1", ["BM-JB"]), ("d1.fz", "D1", ["BM-FZ"]), ("d2.fz", "D2", ["BM-FZ"]), ("d2.jb", "D2", ["BM-JB"]), ("d3.jb", "D3", ["BM-JB"]), ("d3.fz", "D3", ["BM-FZ"]), ("zz.fz", "ZZ", ["BM-FZ"]), ("zf.fz", "ZF", ["BM-FZ"]),
        ("sf.fz", "SF", ["BM-FZ", "SF"]), ("bb.zr", "BB", ["BB-ZR", "BM-FZ"]), ("bb.sh", "BB", ["BB-SH"]), ("cz.fz", "CZ", ["BM-FZ"]), ("rs.fz", "RS", ["BM-FZ"]),
        ("zb", "ZB", ["ZB"]), ("cw.1", "CW", ["LD"]), ("cw.2", "CW", ["LD"]),
    ];

    private static readonly string[] Units = ["BB", "ZB", "ZZ", "ZF", "CZ", "RS", "SF", "CW", "D1", "D2", "D3", "D9"];

    private readonly Dictionary<string, Visitor> _visitors = [];
    private int _commands;

    private MatterCity(RunningHost host) => Host = host;

    public RunningHost Host { get; }

    /// <param name="clock">Null for the real one.</param>
    public static async Task<MatterCity> Build(StoreKind kind, TimeProvider? clock = null)
    {
        var city = new MatterCity(await RunningHost.Start(kind, replace: services => services.AddSingleton(clock ?? TimeProvider.System)));
        var runner = city.Host.Services.GetRequiredService<CommandRunner>();
        foreach (var unit in Units)
        {
            (await runner.Run(new($"unit-{unit}", "Units.Add", Actor.System), work => UnitOperations.Add(new("-", unit, $"单位{unit}", UnitKind.CityOrgan), work))).Required();
        }

        foreach (var (user, unit, roles) in People)
        {
            await city.Host.CreatePerson(user, roles, unit);
        }

        foreach (var administrator in new[] { "SA", "SE", "AU" })
        {
            await city.Host.CreatePerson(administrator.ToLowerInvariant(), [administrator]);
        }

        return city;
    }

    public async Task<Visitor> As(string user)
    {
        if (!_visitors.TryGetValue(user, out var visitor))
        {
            _visitors[user] = visitor = await Host.SignedIn(user);
        }

        return visitor;
    }

    /// <summary>ZZ with two votes, ZF and D2 with one each.</summary>
    public static Dictionary<string, object?> Request(string commandId, string mode = "All") => new()
    {
        ["commandId"] = commandId,
        ["title"] = "关于街道机构设置的会签",
        ["text"] = "一、总则\n二、街道机构",
        ["kind"] = "Document",
        ["mode"] = mode,
        ["reviewers"] = new object[] { new { unitId = "ZZ", weight = 2, veto = false }, new { unitId = "ZF" }, new { unitId = "D2" } },
    };

    public async Task<string> Begin(string mode = "All", string by = "d1.jb", double? share = null)
    {
        var request = Request($"start-{++_commands}", mode);
        request["share"] = share;
        return (await (await As(by)).Post("matters", request)).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> Read(string matter, string user = "zb") => (await (await As(user)).Get($"matters/{matter}")).ShouldAnswer(200).Json;

    public async Task<JsonElement> TaskOf(string user, string matter) =>
        (await (await As(user)).Get("tasks?size=100")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().Single(task => task.GetProperty("caseId").GetString() == matter);

    public async Task<Answer> Try(string user, string matter, string outcome, object? data = null)
    {
        var task = await TaskOf(user, matter);
        return await (await As(user)).Post(
            $"tasks/{task.GetProperty("id").GetString()}/complete",
            new { commandId = $"c-{++_commands}", revision = task.GetProperty("revision").GetInt64(), outcome, data = data ?? new { } });
    }

    public async Task Decide(string user, string matter, string outcome, object? data = null) => (await Try(user, matter, outcome, data)).ShouldAnswer(200);

    /// <summary>What people do with the open task that they have.</summary>
    public async Task Do(string user, string matter, Func<WorkflowOperations, string, long, Task<Outcome<Done>>> deed) =>
        await DoWith(user, (await TaskOf(user, matter)).GetProperty("id").GetString()!, deed);

    /// <summary>What people do with a task, open or decided.</summary>
    public async Task DoWith(string user, string task, Func<WorkflowOperations, string, long, Task<Outcome<Done>>> deed)
    {
        var revision = (await (await As(user)).Get($"tasks/{task}")).ShouldAnswer(200).Json.GetProperty("revision").GetInt64();
        var (_, unit, roles) = People.Single(one => one.User == user);
        (await Host.Services.GetRequiredService<CommandRunner>().Run(
            new($"d-{++_commands}", "Tests.Do", new Actor(user, user, unit, $"单位{unit}", roles.ToHashSet())), work => deed(work.Workflows, task, revision))).Required();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
        {
            visitor.Dispose();
        }

        await Host.DisposeAsync();
    }
}
