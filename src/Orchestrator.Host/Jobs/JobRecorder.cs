using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;
using Quartz;

namespace Orchestrator.Host.Jobs;

/// <summary>
/// Stands between the scheduler and the jobs: keeps paused ones from running, has each run that an operator asked for done
/// once however often it is triggered, and writes down how every run went. That a job is paused is a row and not a state of
/// the scheduler, which on SQLite forgets with its process.
/// </summary>
internal sealed class JobRecorder(JobPlan plan, CommandRunner commands, IdentityClock clock, ILogger<JobRecorder> log) : ITriggerListener, IJobListener
{
    public const string RunKey = "run";

    private const int Kept = 20;

    public string Name => "recorder";

    public async ValueTask<bool> VetoJobExecution(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var job = context.JobDetail.Key.Name;
        if (plan.Find(job) is null)
        {
            return false;
        }

        try
        {
            return (await commands.Save(Actor.System, "Jobs.Begin", work => Begin(job, context, work), cancellationToken)).Value == false;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Without its database the job itself fails better than this can.
            log.LogError(failed, "The run of {Job} could not be written down", job);
            return false;
        }
    }

    public async ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        if (plan.Find(context.JobDetail.Key.Name) is not null)
        {
            JobMetrics.Show(context.JobDetail.Key.Name, jobException is null, clock.Now);
            try
            {
                await commands.Save(Actor.System, "Jobs.End", work => End(context, jobException, work), CancellationToken.None);
            }
            catch (Exception failed)
            {
                log.LogError(failed, "The end of {Job} could not be written down", context.JobDetail.Key.Name);
            }
        }
    }

    public ValueTask TriggerFired(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask TriggerMisfired(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask TriggerComplete(ITrigger trigger, IJobExecutionContext context, SchedulerInstruction triggerInstructionCode, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    private static string RunOf(IJobExecutionContext context) =>
        context.MergedJobDataMap.TryGetValue(RunKey, out var asked) && asked is string id ? id : context.FireInstanceId;

    private async Task<Outcome<bool>> Begin(string job, IJobExecutionContext context, UnitOfWork work)
    {
        var (db, now, run) = (work.Db<JobDb>(), clock.Now, RunOf(context));
        // A job runs once at a time, whatever the number of hosts: what is still running has lost its process.
        var asked = run != context.FireInstanceId;
        if (asked)
        {
            if (await db.Runs.Where(r => r.Id == run && r.State == nameof(JobRunState.Asked)).ExecuteUpdateAsync(
                    r => r.SetProperty(x => x.State, nameof(JobRunState.Running)).SetProperty(x => x.StartedAt, now).SetProperty(x => x.Machine, Environment.MachineName), work.Cancellation) == 0)
            {
                return false;
            }
        }
        else if (await db.Switches.AnyAsync(s => s.Name == job && s.PausedAt != null, work.Cancellation))
        {
            return false;
        }
        else
        {
            db.Runs.Add(new() { Id = run, Job = job, State = nameof(JobRunState.Running), StartedAt = now, Machine = Environment.MachineName });
        }

        await db.Runs.Where(r => r.Job == job && r.Id != run && r.State == nameof(JobRunState.Running))
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.State, nameof(JobRunState.Lost)).SetProperty(x => x.EndedAt, now), work.Cancellation);
        work.Changed("operations");
        return true;
    }

    private async Task<Outcome<Done>> End(IJobExecutionContext context, JobExecutionException? failed, UnitOfWork work)
    {
        var (db, job, run) = (work.Db<JobDb>(), context.JobDetail.Key.Name, RunOf(context));
        var state = failed is null ? nameof(JobRunState.Done) : nameof(JobRunState.Failed);
        var (count, error) = (context.Result is { } result ? Convert.ToInt32(result, CultureInfo.InvariantCulture) : (int?)null, failed is null ? null : (failed.InnerException ?? failed).Message);
        var now = clock.Now;
        await db.Runs.Where(r => r.Id == run).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.State, state).SetProperty(x => x.EndedAt, now).SetProperty(x => x.Count, count).SetProperty(x => x.Error, error), work.Cancellation);
        var old = await db.Runs.Where(r => r.Job == job).OrderByDescending(r => r.StartedAt).ThenBy(r => r.Id).Skip(Kept).Select(r => r.Id).ToListAsync(work.Cancellation);
        await db.Runs.Where(r => old.Contains(r.Id)).ExecuteDeleteAsync(work.Cancellation);
        work.Changed("operations");
        return Done.Value;
    }
}
