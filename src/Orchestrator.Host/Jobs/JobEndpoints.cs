using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity;
using Orchestrator.Host.Operations;
using Orchestrator.Runtime;
using Quartz;

namespace Orchestrator.Host.Jobs;

/// <param name="Seconds">How long it took; null before its end.</param>
/// <param name="AskedBy">The operator who wanted it; null when it was due.</param>
/// <param name="Machine">Where it ran.</param>
public sealed record JobRunView(
    string Id, [EnumDataType(typeof(JobRunState))] string State, string? AskedBy, string? Machine, DateTimeOffset StartedAt, double? Seconds, int? Count, string? Error);

/// <param name="Minutes">Between two runs.</param>
/// <param name="NextAt">Null while it is paused.</param>
public sealed record JobView(string Name, int Minutes, DateTimeOffset? PausedAt, string? PausedBy, DateTimeOffset? NextAt, JobRunView? Last);

/// <summary>定时作业: what runs by the clock and belongs to no workflow.</summary>
public static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("operations");
        jobs.MapGet("", List).Allow("SA", "ZB").WithName("ListJobs").WithSummary("定时作业");
        jobs.MapGet("/{name}/runs", Runs).Allow("SA", "ZB").WithName("ListJobRuns").Produces<IReadOnlyList<JobRunView>>().ProducesProblem(404).WithSummary("最近的运行");
        jobs.MapPost("/{name}/run", Run).Allow("SA").WithName("RunJob").Produces<Done>().ProducesProblem(404).ProducesProblem(409).WithSummary("立即运行");
        jobs.MapPost("/{name}/pause", Pause).Allow("SA").WithName("PauseJob").Produces<Done>().ProducesProblem(404).ProducesProblem(409).WithSummary("暂停");
        jobs.MapPost("/{name}/resume", Resume).Allow("SA").WithName("ResumeJob").Produces<Done>().ProducesProblem(404).ProducesProblem(409).WithSummary("恢复");
    }

    private static async Task<IReadOnlyList<JobView>> List(JobPlan plan, JobDb db, JobDesk desk, ISchedulerFactory schedulers, CancellationToken ct)
    {
        var switches = await db.Switches.ToDictionaryAsync(s => s.Name, ct);
        var runs = (await db.Runs.ToListAsync(ct)).ToLookup(run => run.Job);
        var scheduler = await schedulers.GetScheduler(ct);
        var views = new List<JobView>();
        foreach (var (name, interval) in plan.Jobs)
        {
            var paused = switches.GetValueOrDefault(name);
            var next = paused?.PausedAt is null ? (await scheduler.GetTrigger(new TriggerKey(name), ct))?.NextFireTimeUtc : null;
            views.Add(new(name, (int)interval.TotalMinutes, paused?.PausedAt, paused?.PausedBy, next, runs[name].MaxBy(run => run.StartedAt) is { } last ? View(last, desk) : null));
        }

        return views;
    }

    private static async Task<IResult> Runs(string name, JobPlan plan, JobDb db, JobDesk desk, CancellationToken ct)
    {
        if (plan.Find(name) is null)
        {
            return Refusal.NotFound("job.unknown", "没有这个定时作业。").ToResult();
        }

        var runs = await db.Runs.Where(run => run.Job == name).OrderByDescending(run => run.StartedAt).ThenBy(run => run.Id).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<JobRunView>>([.. runs.Select(run => View(run, desk))]);
    }

    private static async Task<IResult> Run(string name, OperationCommand request, HttpContext http, Actor actor, CommandRunner commands, JobDesk desk, ISchedulerFactory schedulers)
    {
        var asked = await commands.Run(CommandHead.From(http, actor, request.CommandId, "Jobs.Run", "job", name), work => desk.Ask(name, work), http.RequestAborted);
        if (asked.Refusal is null)
        {
            // A repeated command tells the scheduler again: the first may have died before it did, and a run begins once.
            var scheduler = await schedulers.GetScheduler(http.RequestAborted);
            await scheduler.TriggerJob(new JobKey(name), new JobDataMap { [JobRecorder.RunKey] = asked.Value! }, http.RequestAborted);
        }

        return asked.ToResult((_, _) => Done.Value);
    }

    private static async Task<IResult> Pause(string name, OperationCommand request, HttpContext http, Actor actor, CommandRunner commands, JobDesk desk) =>
        (await commands.Run(CommandHead.From(http, actor, request.CommandId, "Jobs.Pause", "job", name), work => desk.Pause(name, work), http.RequestAborted)).ToResult();

    private static async Task<IResult> Resume(string name, OperationCommand request, HttpContext http, Actor actor, CommandRunner commands, JobDesk desk) =>
        (await commands.Run(CommandHead.From(http, actor, request.CommandId, "Jobs.Resume", "job", name), work => desk.Resume(name, work), http.RequestAborted)).ToResult();

    private static JobRunView View(JobRun run, JobDesk desk) => new(
        run.Id, desk.Lost(run) ? nameof(JobRunState.Lost) : run.State, run.AskedBy, run.Machine, run.StartedAt,
        run.EndedAt is { } ended && run.State != nameof(JobRunState.Lost) ? Math.Round((ended - run.StartedAt).TotalSeconds, 2) : null, run.Count, run.Error);
}
