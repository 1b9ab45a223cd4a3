using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Quartz;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>定时作业 in an operator's hands.</summary>
public abstract class JobsOverHttp(StoreKind kind) : IAsyncLifetime
{
    private RunningHost _host = null!;
    private Visitor _operator = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(kind);
        _operator = await _host.SignedIn(await _host.CreatePerson("operator", ["SA"]));
    }

    public async ValueTask DisposeAsync()
    {
        _operator.Dispose();
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_job_is_listed_with_its_interval_and_its_next_run()
    {
        var jobs = (await _operator.Get("jobs")).ShouldAnswer(200).Json.EnumerateArray().ToList();

        jobs.Select(j => (j.GetProperty("name").GetString(), j.GetProperty("minutes").GetInt32()))
            .ShouldBe([("SweepJob", 5), ("ForgetJob", 360), ("SessionCleanUpJob", 60), ("CalendarJob", 60)]);
        foreach (var job in jobs)
        {
            job.GetProperty("nextAt").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow);
            job.GetProperty("last").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task A_run_by_hand_is_written_down_with_who_wanted_it_and_what_came_of_it()
    {
        var command = new { commandId = Guid.NewGuid() };
        (await _operator.Post("jobs/SessionCleanUpJob/run", command)).ShouldAnswer(200);
        (await _operator.Post("jobs/SessionCleanUpJob/run", command)).ShouldAnswer(200);

        var run = await Ended("SessionCleanUpJob", 1);

        run.GetProperty("state").GetString().ShouldBe("Done");
        run.GetProperty("askedBy").GetString().ShouldBe("operator");
        run.GetProperty("count").GetInt32().ShouldBe(0);
        run.GetProperty("seconds").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        run.GetProperty("machine").GetString().ShouldBe(Environment.MachineName);
        using var http = new HttpClient { BaseAddress = _host.Address };
        (await http.GetStringAsync("/metrics")).ShouldContain("\norchestrator_job_succeeded{job=\"SessionCleanUpJob\"} 1\n");
        (await Runs("SessionCleanUpJob")).Count.ShouldBe(1, "a double click is one run");
        (await Job("SessionCleanUpJob")).GetProperty("last").GetProperty("id").GetString().ShouldBe(run.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Of_two_operators_who_want_a_run_at_once_one_is_told_that_it_is_coming()
    {
        using var other = await _host.SignedIn(await _host.CreatePerson("second", ["SA"]));
        var scheduler = await Scheduler();
        await scheduler.Standby(TestContext.Current.CancellationToken); // what is asked for stays asked for
        var answers = await Task.WhenAll(new[] { _operator, other, _operator, other }.Select(v => v.Post("jobs/ForgetJob/run", new { commandId = Guid.NewGuid() })));

        answers.Select(a => a.Status).Order().ShouldBe([200, 409, 409, 409]);
        answers.Where(a => a.Status == 409).ShouldAllBe(a => a.Code == "job.running");
        (await Job("ForgetJob")).GetProperty("last").GetProperty("state").GetString().ShouldBe("Asked");
        await scheduler.Start(TestContext.Current.CancellationToken);
        (await Ended("ForgetJob", 1)).GetProperty("state").GetString().ShouldBe("Done");
    }

    [Fact]
    public async Task A_paused_job_does_not_run_when_it_is_due_but_by_hand_and_goes_on_when_it_is_resumed()
    {
        (await _operator.Post("jobs/SweepJob/pause", new { commandId = Guid.NewGuid() })).ShouldAnswer(200);
        (await _operator.Post("jobs/SweepJob/pause", new { commandId = Guid.NewGuid() })).ShouldAnswer(409, "job.paused");
        var paused = await Job("SweepJob");
        (paused.GetProperty("pausedBy").GetString(), paused.GetProperty("nextAt").ValueKind).ShouldBe(("operator", JsonValueKind.Null));

        (await Fire("SweepJob")).ShouldBeFalse();
        (await Runs("SweepJob")).ShouldBeEmpty();
        (await _operator.Post("jobs/SweepJob/run", new { commandId = Guid.NewGuid() })).ShouldAnswer(200);
        await Ended("SweepJob", 1);

        (await _operator.Post("jobs/SweepJob/resume", new { commandId = Guid.NewGuid() })).ShouldAnswer(200);
        (await _operator.Post("jobs/SweepJob/resume", new { commandId = Guid.NewGuid() })).ShouldAnswer(409, "job.not-paused");
        (await Fire("SweepJob")).ShouldBeTrue();
        (await Ended("SweepJob", 2)).GetProperty("askedBy").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Of_each_job_the_last_twenty_runs_are_kept()
    {
        for (var n = 0; n < 23; n++)
        {
            await Fire("SweepJob");
        }

        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await Runs("SweepJob") is var runs && (runs.Count != 20 || runs[0].GetProperty("state").GetString() != "Done"))
        {
            await Task.Delay(20, end.Token);
        }
    }

    [Fact]
    public async Task What_is_no_job_is_not_found()
    {
        (await _operator.Get("jobs/none/runs")).ShouldAnswer(404, "job.unknown");
        foreach (var deed in new[] { "run", "pause", "resume" })
        {
            (await _operator.Post($"jobs/none/{deed}", new { commandId = Guid.NewGuid() })).ShouldAnswer(404, "job.unknown");
        }
    }

    private async Task<IScheduler> Scheduler() => await _host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

    // As when it is due; says whether it was let through.
    private async Task<bool> Fire(string name)
    {
        var scheduler = await Scheduler();
        var watch = new Watch(name);
        scheduler.ListenerManager.AddJobListener(watch);
        await scheduler.TriggerJob(new JobKey(name), cancellationToken: TestContext.Current.CancellationToken);
        return await watch.Ran.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private async Task<JsonElement> Job(string name) => (await _operator.Get("jobs")).ShouldAnswer(200).Json.EnumerateArray().Single(j => j.GetProperty("name").GetString() == name);

    private async Task<IReadOnlyList<JsonElement>> Runs(string name) => [.. (await _operator.Get($"jobs/{name}/runs")).ShouldAnswer(200).Json.EnumerateArray()];

    private async Task<JsonElement> Ended(string name, int count)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (await Runs(name) is var runs && runs.Count == count && runs[0].GetProperty("state").GetString() is "Done" or "Failed")
            {
                return runs[0];
            }

            await Task.Delay(20, end.Token);
        }
    }

    private sealed class Watch(string job) : IJobListener
    {
        private readonly TaskCompletionSource<bool> _ran = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Ran => _ran.Task;

        public string Name { get; } = Guid.NewGuid().ToString();

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => Tell(context, false);

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default) => Tell(context, true);

        private ValueTask Tell(IJobExecutionContext context, bool ran)
        {
            if (context.JobDetail.Key.Name == job)
            {
                _ran.TrySetResult(ran);
            }

            return ValueTask.CompletedTask;
        }
    }
}

public sealed class JobsOnSqlite() : JobsOverHttp(StoreKind.Sqlite);

public sealed class JobsOnPostgres() : JobsOverHttp(StoreKind.Postgres);
