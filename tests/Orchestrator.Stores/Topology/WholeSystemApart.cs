using System.Collections.Concurrent;
using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Topology;

/// <summary>The installation of the compose file, and what happens to it in its life.</summary>
[Collection<Apart>]
public sealed class WholeSystemApart(SevenProcesses installation, ITestOutputHelper output) : WholeSystem(installation)
{
    [Fact]
    public async Task An_operator_sees_every_copy_and_looks_into_every_database()
    {
        var services = (await installation["sa"].Get("system/services")).ShouldAnswer(200).Json.EnumerateArray().ToList();
        services.Select(service => service.GetProperty("name").GetString()).ShouldBe(["office", "submission", "organization", "finance", "human-resources"]);
        services.Single(service => service.GetProperty("name").GetString() == "office").GetProperty("copies").GetArrayLength().ShouldBe(2);
        services.SelectMany(service => service.GetProperty("copies").EnumerateArray()).ShouldAllBe(copy => copy.GetProperty("ready").GetBoolean());
        foreach (var service in services.Where(service => service.GetProperty("ownDatabase").GetBoolean()).Select(service => service.GetProperty("name").GetString()!))
        {
            var inside = (await installation["sa"].Get($"services/{service}/system")).ShouldAnswer(200).Json;
            inside.GetProperty("process").GetProperty("role").GetString()!.ToUpperInvariant().ShouldBe(service.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant());
            (await installation["sa"].Get($"services/{service}/jobs")).ShouldAnswer(200).Json.EnumerateArray().Select(job => job.GetProperty("name").GetString()).ShouldContain("SweepJob");
            (await installation["sa"].Post($"services/{service}/jobs/SweepJob/run", new { commandId = $"run-{service}" })).ShouldAnswer(200);
            (await installation["d1.jb"].Get($"services/{service}/system")).ShouldAnswer(403);
        }

        (await installation["sa"].Get("services/office/system")).ShouldAnswer(404);

        var finance = installation.Composed.Processes["finance"];
        await finance.Kill();
        var away = (await installation["sa"].Get("system/services")).ShouldAnswer(200).Json.EnumerateArray().Single(service => service.GetProperty("name").GetString() == "finance");
        away.GetProperty("copies")[0].GetProperty("answers").GetBoolean().ShouldBeFalse();
        (await installation["sa"].Get("services/finance/system")).ShouldAnswer(503, "service-away");
        finance.Start();
        await finance.Ready();
    }

    [Fact]
    public async Task Both_copies_of_the_office_are_replaced_and_nobody_is_refused()
    {
        var city = installation.Composed;
        var answers = new ConcurrentBag<int>();
        using var over = new CancellationTokenSource();
        var revision = (await installation["zf.fz"].Get("phrases")).ShouldAnswer(200).Json.GetProperty("revision").GetInt64();
        var reading = ((string[])["d1.jb", "zz.fz"]).Select(user => Ask(async n => (await installation[user].Get(n % 2 == 0 ? "tasks" : "session")).Status));
        var writing = Ask(async n =>
        {
            var answer = await installation["zf.fz"].Put("phrases", new { commandId = $"phrases-{n}", revision, phrases = new[] { $"常用语{n}" } });
            revision = answer.Status == 200 ? answer.Json.GetProperty("revision").GetInt64() : revision;
            return answer.Status;
        });
        Task[] asking = [.. reading, writing];
        foreach (var name in (string[])["office-1", "office-2"])
        {
            (await city.Processes[name].Stop()).ShouldBe(0, name);
            city.Processes[name].Start();
            await city.Processes[name].Ready();
            // The door looks once a second.
            await Task.Delay(1500);
        }

        await over.CancelAsync();
        await Task.WhenAll(asking);
        output.WriteLine($"{answers.Count} requests while two processes were replaced");
        answers.CountBy(status => status).ShouldBe([KeyValuePair.Create(200, answers.Count)]);
        answers.Count.ShouldBeGreaterThan(200);

        async Task Ask(Func<int, Task<int>> question)
        {
            for (var n = 0; !over.IsCancellationRequested; n++)
            {
                answers.Add(await question(n));
            }
        }
    }

    [Fact]
    public async Task While_everything_dies_in_turn_all_transfers_end_and_each_effect_is_there_once()
    {
        var plan = FaultPlan.FromEnvironment();
        try
        {
            await Endure(plan);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{failed.Message}\n{installation.Logs()}", failed);
        }
    }

    private async Task Endure(FaultPlan plan)
    {
        var city = installation.Composed;
        var transfers = installation.City();
        var (doneBefore, releasedBefore) = await transfers.Sound();
        await using var disturber = new Disturber(city.Broker, plan.Seed);
        disturber.Start();
        var random = new Random(plan.Seed);
        var watch = Stopwatch.StartNew();
        await transfers.Begin(plan.Transfers, random, atOnce: 8);
        output.WriteLine($"{plan.Transfers} transfers begun in {watch.Elapsed.TotalSeconds:0.0} s");

        watch.Restart();
        var faults = plan.Cause(city);
        while (!faults.IsCompleted)
        {
            // As many as keep some in flight until the last fault.
            await transfers.Decide(random, share: 2.0 / (plan.Kills * 10), atOnce: 4);
            await Task.WhenAny(faults, Task.Delay(500));
        }

        await faults;
        output.WriteLine($"{string.Join(", ", city.Processes.Values.Select(process => $"{process.Name} {process.Kills}"))} kills, {plan.Servers} failures of servers in {watch.Elapsed.TotalSeconds:0.0} s");
        await Task.WhenAll(city.Processes.Values.Select(process => process.Ready()));
        watch.Restart();
        var left = await transfers.Decide(random, atOnce: 8);
        for (var end = DateTimeOffset.UtcNow.AddMinutes(8); await transfers.Decide(random, atOnce: 8) > 0; await Task.Delay(500))
        {
            DateTimeOffset.UtcNow.ShouldBeLessThan(end, "they do not end");
        }

        output.WriteLine($"{left} were in flight after the last fault, all had ended {watch.Elapsed.TotalSeconds:0.0} s later; {disturber.Doubled} messages doubled");
        output.WriteLine($"asked again by people: {string.Join(", ", installation.Counter.Again.Select(pair => $"{pair.Key} {pair.Value}"))}");
        var (done, released) = await installation.City().Sound();
        output.WriteLine($"{done - doneBefore} done, {released - releasedBefore} released");
        (done - doneBefore + released - releasedBefore).ShouldBe(plan.Transfers);
        (done - doneBefore).ShouldBeGreaterThan(plan.Transfers / 10);
        left.ShouldBeGreaterThan(0, "the faults met nothing");
        disturber.Doubled.ShouldBeGreaterThan(plan.Transfers * 6);
    }
}
