using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime.Regressions;

/// <summary>Stored, acknowledged, and nothing goes on: what must never be silent.</summary>
public sealed class StuckInstances
{
    [Fact]
    public async Task One_sweep_reports_every_instance_that_nothing_will_wake_and_no_other()
    {
        const int Stuck = 2_500;
        await using var office = await Office.Open(StoreKind.Postgres);
        await office.Publish(Flows.Document("one", Flows.Task("first")));
        await office.Start("one", "c1");
        await Sql(office, $"""
            insert into rt_instances select (jsonb_populate_record(i, jsonb_build_object('id', 'lost' || n, 'root_id', 'lost' || n))).* from rt_instances i, generate_series(1, {Stuck}) n where i.id = 'c1'
            """);

        (await office.Get<Sweeper>().Sweep()).ShouldBe(Stuck);
        (await office.Get<Sweeper>().Sweep()).ShouldBe(0);
        var reported = await office.Get<OperationQueries>().Incidents("Open");
        reported.Total.ShouldBe(Stuck);
        reported.Items.ShouldAllBe(incident => incident.Kind == "Stuck" && incident.InstanceId != "c1");
    }

    [Fact]
    public async Task An_instance_that_somebody_works_on_is_not_reported()
    {
        await using var office = await Office.Open(StoreKind.Postgres);
        await office.Publish(Flows.Document("one", Flows.Task("first"), Flows.Task("second")));
        await office.Start("one", "c1");
        await Sql(office, "delete from rt_tasks");
        await using (var other = await office.Get<IStore>().Begin(default))
        {
            await other.LockInstance("c1", default);
            (await office.Get<Sweeper>().Sweep()).ShouldBe(0);
        }

        (await office.Get<Sweeper>().Sweep()).ShouldBe(1);
    }

    private static async Task Sql(Office office, string sql)
    {
        using var scope = office.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<LedgerDb>().Database.ExecuteSqlRawAsync(sql);
    }
}
