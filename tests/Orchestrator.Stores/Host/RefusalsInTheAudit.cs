using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Host.Edge;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>Who tries what the own post does not allow is in the audit chain, and cannot fill it.</summary>
public sealed class RefusalsInTheAudit
{
    [Fact]
    public async Task An_attempt_beyond_ones_post_is_recorded_with_person_and_endpoint()
    {
        await using var host = await RunningHost.Start();
        using var clerk = await host.SignedIn(await host.CreatePerson("clerk", ["BM-JB"], "D1"));

        (await clerk.Get("accounts?q=secret")).ShouldAnswer(403, "forbidden");

        var row = (await Rows(host)).ShouldHaveSingleItem();
        (row.ActorId, row.ActorUnit, row.ObjectId, row.Result).ShouldBe(("clerk", "D1", "GET /api/v1/accounts", "forbidden"));
        row.Details.ShouldNotBeNull().ShouldNotContain("secret");
        (await host.Services.GetRequiredService<OperationQueries>().VerifyAudit()).Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_attempts_of_one_account_are_a_few_rows_and_a_number_and_others_are_not_concerned()
    {
        var clock = new SteppedClock();
        await using var host = await RunningHost.Start(replace: s => s.AddSingleton(new IdentityClock(clock)));
        using var flooder = await host.SignedIn(await host.CreatePerson("flooder", ["BM-JB"], "D1"));
        using var other = await host.SignedIn(await host.CreatePerson("other", ["BM-JB"], "D2"));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => flooder.Get("accounts")));
        (await other.Get("audit")).ShouldAnswer(403);

        (await Rows(host)).GroupBy(row => row.ActorId).Select(rows => (rows.Key, rows.Count())).Order()
            .ShouldBe([("flooder", RefusedAttempts.MostRows), ("other", 1)]);

        clock.Advance(RefusedAttempts.Window);
        (await other.Get("audit")).ShouldAnswer(403);

        var sum = (await Rows(host)).Where(row => row.ActorId == "flooder" && row.ObjectId == null).ShouldHaveSingleItem();
        sum.Details.ShouldNotBeNull().ShouldContain($"另有 {40 - RefusedAttempts.MostRows} 次越权尝试");
    }

    [Fact]
    public async Task What_was_only_counted_is_written_when_the_host_stops()
    {
        await using var host = await RunningHost.Start();
        using var flooder = await host.SignedIn(await host.CreatePerson("flooder", ["BM-JB"], "D1"));
        for (var n = 0; n < RefusedAttempts.MostRows + 3; n++)
        {
            await flooder.Get("accounts");
        }

        await host.Services.GetRequiredService<RefusedAttempts>().StopAsync(default);

        (await Rows(host)).Count(row => row.Details!.Contains("另有 3 次", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static async Task<IReadOnlyList<AuditRow>> Rows(RunningHost host) =>
        (await host.Services.GetRequiredService<OperationQueries>().Audit(new(Action: "Access.Refused", Size: 100))).Items;
}
