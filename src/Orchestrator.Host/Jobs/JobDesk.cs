using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity;
using Orchestrator.Host.Operations;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Jobs;

/// <summary>Recurring jobs in an operator's hands. Operators who act on one job at once are served one after the other.</summary>
internal sealed class JobDesk(JobPlan plan, IdentityClock clock, RuntimeOptions runtime, ProcessFacts process)
{
    // A run that has not ended by then does not keep anybody from asking for another.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Writes a run down that the scheduler is then to be told of; answers its id. Refusals: <c>job.unknown</c>, <c>job.running</c>.</summary>
    public async Task<Outcome<string>> Ask(string name, UnitOfWork work)
    {
        if (await Lock(name, work) is not { } db)
        {
            return Unknown();
        }

        var open = await db.Runs.Where(run => run.Job == name && (run.State == nameof(JobRunState.Asked) || run.State == nameof(JobRunState.Running))).ToListAsync(work.Cancellation);
        if (open.FirstOrDefault(run => !Lost(run) && run.StartedAt > clock.Now - Patience) is { } now)
        {
            return Refusal.Conflict("job.running", now.AskedBy is null ? "该作业正在运行。" : $"{now.AskedBy}刚刚安排了这次运行。");
        }

        var asked = new JobRun { Id = Guid.NewGuid().ToString("N"), Job = name, State = nameof(JobRunState.Asked), AskedBy = work.Actor.Name, StartedAt = clock.Now };
        db.Runs.Add(asked);
        work.Changed("operations");
        return asked.Id;
    }

    /// <summary>Refusals: <c>job.unknown</c>, <c>job.paused</c>.</summary>
    public async Task<Outcome<Done>> Pause(string name, UnitOfWork work)
    {
        if (await Lock(name, work) is not { } db)
        {
            return Unknown();
        }

        var job = await db.Switches.SingleAsync(s => s.Name == name, work.Cancellation);
        if (job.PausedAt is not null)
        {
            return Refusal.Conflict("job.paused", $"{job.PausedBy}已经暂停该作业。");
        }

        (job.PausedAt, job.PausedBy) = (clock.Now, work.Actor.Name);
        work.Changed("operations");
        return Done.Value;
    }

    /// <summary>Refusals: <c>job.unknown</c>, <c>job.not-paused</c>.</summary>
    public async Task<Outcome<Done>> Resume(string name, UnitOfWork work)
    {
        if (await Lock(name, work) is not { } db)
        {
            return Unknown();
        }

        var job = await db.Switches.SingleAsync(s => s.Name == name, work.Cancellation);
        if (job.PausedAt is null)
        {
            return Refusal.Conflict("job.not-paused", "该作业没有暂停。");
        }

        (job.PausedAt, job.PausedBy) = (null, null);
        work.Changed("operations");
        return Done.Value;
    }

    /// <summary>On SQLite there is one process: what began before it began will not end.</summary>
    public bool Lost(JobRun run) => runtime.Store == StoreKind.Sqlite && run.EndedAt is null && run.StartedAt < process.StartedAt;

    private static Refusal Unknown() => Refusal.NotFound("job.unknown", "没有这个定时作业。");

    private async Task<JobDb?> Lock(string name, UnitOfWork work)
    {
        if (plan.Find(name) is null)
        {
            return null;
        }

        var db = work.Db<JobDb>();
        await db.Database.ExecuteSqlAsync($"insert into jo_jobs (name) values ({name}) on conflict (name) do update set name = excluded.name", work.Cancellation);
        return db;
    }
}
