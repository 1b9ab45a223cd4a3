using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity;
using Orchestrator.Host.Roles;
using Orchestrator.Office.Campaigns;
using Orchestrator.Runtime;
using Quartz;

namespace Orchestrator.Host.Jobs;

/// <summary>What runs by the clock and belongs to no workflow. On PostgreSQL the schedule is shared, so that of many hosts
/// one runs a job; on SQLite there is only one host.</summary>
public static class RecurringJobs
{
    public static void AddRecurringJobs(this IServiceCollection services, HostRole role, string? postgres, RetentionSettings retention)
    {
        var plan = new JobPlan(role);
        services.AddSingleton(plan);
        services.AddSingleton(retention);
        services.AddSchema("jobs", typeof(RecurringJobs).Assembly, "Jobs");
        services.AddServiceDb<JobDb>();
        services.AddSingleton<JobRecorder>();
        services.AddSingleton<JobDesk>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "orchestrator";
                o.GenerateInstanceId = true;
            });
            quartz.UseDefaultThreadPool(2);
            if (postgres is not null)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(postgres);
                    store.ProvisionSchema();
                    store.UseSystemTextJsonSerializer();
                    store.UseClustering(c => c.CheckinInterval = TimeSpan.FromSeconds(10));
                });
            }

            quartz.AddTriggerListener(provider => provider.GetRequiredService<JobRecorder>());
            quartz.AddJobListener(provider => provider.GetRequiredService<JobRecorder>());
            quartz.Schedule<SweepJob>(plan);
            quartz.Schedule<SessionCleanUpJob>(plan);
            quartz.Schedule<ForgetJob>(plan);
            quartz.Schedule<CalendarJob>(plan);
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    private static void Schedule<T>(this IQuartzBuilder quartz, JobPlan plan)
        where T : class, IJob
    {
        var key = new JobKey(typeof(T).Name);
        if (plan.Find(key.Name)?.Every is not { } interval)
        {
            return;
        }

        quartz.AddJob<T>(job => job.WithIdentity(key));
        quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(key.Name).StartAt(DateTimeOffset.UtcNow + interval)
            .WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever()));
    }
}

/// <summary>Looks for instances that nothing will ever wake.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Sweeper sweeper) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => context.Result = await sweeper.Sweep(cancellationToken);
}

/// <summary>Removes sessions past their end; until then their rows are refused by every request anyway.</summary>
[DisallowConcurrentExecution]
internal sealed class SessionCleanUpJob(CommandRunner commands, IdentityClock clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        await commands.Run<Done>(
            new(Guid.NewGuid().ToString("N"), "Sessions.CleanUp", Actor.System),
            async work =>
            {
                context.Result = await work.Db<IdentityDb>().Sessions.Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(work.Cancellation);
                return Done.Value;
            },
            cancellationToken);
    }
}

/// <summary>Reckons deadlines again after a holiday notice was amended.</summary>
[DisallowConcurrentExecution]
internal sealed class CalendarJob(CalendarAmendment amendment, ILogger<CalendarJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var moved = await amendment.Apply(cancellationToken);
        context.Result = moved;
        if (moved > 0)
        {
            log.LogInformation("工作日历调整后重新推算了 {Tasks} 项任务的期限", moved);
        }
    }
}

/// <summary>Configuration section <c>Retention</c>.</summary>
public sealed class RetentionSettings
{
    /// <summary>How long the answers of commands, the marks of handled messages and the sent messages are kept: a repeated
    /// command or message older than this is taken for a new one. At least 1.</summary>
    public int DeliveryDays { get; init; } = 30;
}

/// <summary>Forgets what is only kept to recognise repetitions, once nobody repeats it any more.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetJob(BackgroundWork background, RetentionSettings retention, ILogger<ForgetJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var gone = await background.Forget(TimeSpan.FromDays(retention.DeliveryDays), cancellationToken);
        context.Result = gone;
        log.LogInformation("清理了 {Rows} 条超过 {Days} 天的命令应答与已投递消息", gone, retention.DeliveryDays);
    }
}
