using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Finance;
using Orchestrator.HumanResources;
using Orchestrator.Organization;
using Orchestrator.Runtime;
using Orchestrator.Stores.Office;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Transfers;

/// <summary>All services in one process with one database, messages in memory.</summary>
public abstract class TransfersInOneProcess(StoreKind kind) : OfficeBench(kind)
{
    [Fact]
    public async Task Forty_transfers_that_meet_all_end_and_three_books_agree_on_every_person()
    {
        var random = new Random(11);
        var host = Get<IServiceProvider>();
        var city = new TransferCity(new DeskCounter(host), host, host, host, host);
        await city.Open();
        await city.Begin(40, random);
        for (var round = 0; round < 20; round++)
        {
            await Get<BackgroundWork>().Settle();
            if (await city.Decide(random) == 0)
            {
                break;
            }
        }

        var (done, released) = await city.Sound();
        (done + released).ShouldBe(40);
        done.ShouldBeGreaterThan(5);
        released.ShouldBeGreaterThan(5);
    }

    protected override void AddServices(IServiceCollection services) => services.AddOrganization().AddFinance().AddHumanResources();
}

public sealed class TransfersInOneProcessOnSqlite() : TransfersInOneProcess(StoreKind.Sqlite);

public sealed class TransfersInOneProcessOnPostgres() : TransfersInOneProcess(StoreKind.Postgres);
