using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Stores.Runtime;
using Orchestrator.Stores.Storage;
using Quartz;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>What runs by the clock: it does what it is for, and of many hosts one runs it.</summary>
public sealed class RecurringWork
{
    [Theory]
    [InlineData("30", 31, false)]
    [InlineData("30", 29, true)]
    [InlineData("60", 31, true)]
    public async Task Answers_of_commands_are_forgotten_after_the_days_that_are_set(string days, int later, bool stillKnown)
    {
        var clock = new TestClock();
        await using var host = await RunningHost.Start(settings: [new("Retention:DeliveryDays", days)], replace: s => s.AddSingleton<TimeProvider>(clock));
        var runner = host.Services.GetRequiredService<CommandRunner>();
        Task<Outcome<Done>> Repeat() => runner.Run<Done>(new("once", "Tests.Once", Actor.System), _ => Task.FromResult<Outcome<Done>>(Done.Value));
        (await Repeat()).Replayed.ShouldBeFalse();
        (await Repeat()).Replayed.ShouldBeTrue();

        clock.Advance(TimeSpan.FromDays(later));
        await RunNow(host, "ForgetJob");

        (await Repeat()).Replayed.ShouldBe(stillKnown);
    }

    [Fact]
    public async Task Every_recurring_job_is_scheduled_and_runs()
    {
        await using var host = await RunningHost.Start();

        foreach (var job in new[] { "SweepJob", "SessionCleanUpJob", "ForgetJob", "CalendarJob" })
        {
            await RunNow(host, job);
        }
    }

    [Fact]
    public async Task Of_two_hosts_on_one_database_one_runs_each_firing_of_a_job()
    {
        await using var database = await TestDatabase.Create(StoreKind.Postgres);
        var firings = CountedJob.Expect(Firings);
        var hosts = new List<RunningHost> { await RunningHost.Join(database.Options.ConnectionString), await RunningHost.Join(database.Options.ConnectionString) };
        var scheduler = await Scheduler(hosts[0]);
        var job = JobBuilder.Create<CountedJob>().WithIdentity("counted").Build();
        var trigger = TriggerBuilder.Create().WithIdentity("counted").StartNow()
            .WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMilliseconds(200)).WithRepeatCount(Firings - 1)).Build();

        await scheduler.ScheduleJob(job, trigger);
        await firings.WaitAsync(TimeSpan.FromMinutes(2));
        foreach (var host in hosts)
        {
            // A host that stops waits for what it runs: after this nothing more can come.
            await host.DisposeAsync();
        }

        CountedJob.Runs.Count.ShouldBe(Firings);
        CountedJob.Runs.Values.ShouldAllBe(runs => runs == 1);
    }

    private const int Firings = 12;

    private static async Task<IScheduler> Scheduler(RunningHost host) => await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

    private static async Task RunNow(RunningHost host, string name)
    {
        var scheduler = await Scheduler(host);
        var ended = new Ended(name);
        scheduler.ListenerManager.AddJobListener(ended);
        await scheduler.TriggerJob(new JobKey(name));
        (await ended.Task.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeNull();
    }

    private sealed class Ended(string job) : IJobListener
    {
        private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Exception?> Task => _ended.Task;

        public string Name => "ended:" + job;

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            if (context.JobDetail.Key.Name == job)
            {
                _ended.TrySetResult(jobException);
            }

            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Counts how often each of its scheduled moments was run.</summary>
public sealed class CountedJob : IJob
{
    private static TaskCompletionSource _all = new();
    private static int _expected;

    public static ConcurrentDictionary<DateTimeOffset, int> Runs { get; } = new();

    public static Task Expect(int firings)
    {
        (_expected, _all) = (firings, new(TaskCreationOptions.RunContinuationsAsynchronously));
        Runs.Clear();
        return _all.Task;
    }

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        Runs.AddOrUpdate(context.ScheduledFireTimeUtc!.Value, 1, (_, runs) => runs + 1);
        if (Runs.Count >= _expected)
        {
            _all.TrySetResult();
        }

        return ValueTask.CompletedTask;
    }
}
