using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Office;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Supervisions;

/// <summary>What happens at the end of the day that was set, on every database.</summary>
public abstract class SupervisionOverdueSpecs(SupervisionCity city)
{
    [Fact]
    public async Task The_office_and_the_leader_are_told_once_and_not_of_a_day_that_was_put_off()
    {
        var (_, late) = await city.Waiting();
        var (_, extended) = await city.Waiting();
        await city.Supervised(late, leader: "cw.1");
        var id = await city.Supervised(extended, leader: "cw.1");
        (await city.Post("zb", $"supervisions/{id}/extend", new { commandId = SupervisionCity.NewId(), dueOn = city.InDays(60), reason = "材料待补" })).ShouldAnswer(200);

        city.Clock.Advance(TimeSpan.FromDays(20));
        await RunErrands();
        await RunErrands();

        (await OverdueNotices(late)).ShouldBe(["cw.1", "ZB"], ignoreOrder: true);
        (await OverdueNotices(extended)).ShouldBeEmpty();
    }

    private Task RunErrands() => city.Matters.Host.Services.GetRequiredService<BackgroundWork>().RunErrands();

    private async Task<string[]> OverdueNotices(string task)
    {
        await using var scope = city.Matters.Host.Services.CreateAsyncScope();
        var notices = await scope.ServiceProvider.GetRequiredService<OfficeDb>().Notices.Where(notice => notice.TaskId == task && notice.Title.Contains("督办已逾期")).ToListAsync();
        return [.. notices.Select(notice => notice.PersonId ?? notice.UnitId!)];
    }
}

public sealed class SupervisionOverdueOnSqlite(SupervisionCityOnSqlite city) : SupervisionOverdueSpecs(city), IClassFixture<SupervisionCityOnSqlite>;

public sealed class SupervisionOverdueOnPostgres(SupervisionCityOnPostgres city) : SupervisionOverdueSpecs(city), IClassFixture<SupervisionCityOnPostgres>;
