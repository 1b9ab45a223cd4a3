using System.Text.Json;
using Orchestrator.Engine.Calendar;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Orchestrator.Stores.Matters;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Supervisions;

/// <summary>A city with matters, and what people do about supervisions there.</summary>
public abstract class SupervisionCity(StoreKind kind) : IAsyncLifetime
{
    public MatterCity Matters { get; private set; } = null!;

    public SteppedClock Clock { get; } = new();

    public async ValueTask InitializeAsync() => Matters = await MatterCity.Build(kind, Clock);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Matters.DisposeAsync();
    }

    public DateOnly InDays(int days) => WorkingCalendar.National.LocalDate(Clock.GetUtcNow()).AddDays(days);

    /// <summary>A matter whose head has the open task; returns the matter and that task.</summary>
    public async Task<(string Matter, string Task)> Waiting()
    {
        var matter = await Matters.Begin();
        return (matter, (await Matters.TaskOf("d1.fz", matter)).GetProperty("id").GetString()!);
    }

    public Task<Answer> Supervise(string task, string user = "zb", string? commandId = null, int days = 3, string requirement = "请尽快审核", string? leader = null) =>
        Post(user, $"tasks/{task}/supervision", new { commandId = commandId ?? NewId(), requirement, dueOn = InDays(days), leaderId = leader });

    public async Task<string> Supervised(string task, string? leader = null) =>
        (await Supervise(task, leader: leader)).ShouldAnswer(200).Json.GetProperty("supervisionId").GetString()!;

    public async Task<Answer> Post(string user, string path, object body) => await (await Matters.As(user)).Post(path, body);

    public async Task<JsonElement[]> List(string user, string matter, string more = "") =>
        [.. (await (await Matters.As(user)).Get($"supervisions?rootId={matter}{more}")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()];

    /// <summary>What the bell of somebody says about supervisions of one task, oldest first.</summary>
    public async Task<string[]> Told(string user, string task) =>
    [
        .. (await (await Matters.As(user)).Get("notices?size=100")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
            .Where(notice => notice.GetProperty("kind").GetString() == "Supervision" && notice.GetProperty("taskId").GetString() == task)
            .Select(notice => notice.GetProperty("title").GetString()!.Split('：', 2)[1]).Reverse(),
    ];

    public async Task<string[]> Path(string matter) =>
    [
        .. (await Matters.Read(matter)).GetProperty("path").EnumerateArray().Where(entry => entry.GetProperty("kind").GetString() == "Supervision").Select(entry => entry.GetProperty("text").GetString()!),
    ];

    public static string NewId() => Guid.NewGuid().ToString("N");
}

public sealed class SupervisionCityOnSqlite() : SupervisionCity(StoreKind.Sqlite);

public sealed class SupervisionCityOnPostgres() : SupervisionCity(StoreKind.Postgres);
