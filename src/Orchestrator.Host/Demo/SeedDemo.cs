using Orchestrator.Host.Demo.Clock;
using Orchestrator.Host.Demo.Script;

namespace Orchestrator.Host.Demo;

/// <summary>
/// Plays the demonstration's history after the host is up. Stopped at any point it goes on at the next start: what has
/// been done is in the database, and every deed has a command id of its own.
/// </summary>
internal sealed class SeedDemo(
    DemoSettings settings, DemoTime time, DemoClock clock, DemoProgress progress, SeedCity city, DirectDesk desk, PlayMatters matters, PlayTransfers transfers, ILogger<SeedDemo> log) : BackgroundService
{
    private static readonly DateTimeOffset Moment = Timetable.At(new(2020, 9, 10), 0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!await time.Resume(stoppingToken))
            {
                await city.Build(stoppingToken);
                if (settings.History)
                {
                    await PlayHistory(stoppingToken);
                }

                await time.Begin(settings.Running, stoppingToken);
            }

            progress.Finish();
        }
        catch (OperationCanceledException)
        {
            // The host stops; the next start goes on from here.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "演示数据没有生成完");
            progress.Fail($"演示数据没有生成完：{failure.Message}");
        }
    }

    private async Task PlayHistory(CancellationToken ct)
    {
        var begun = clock.GetUtcNow();
        var outcomes = DemoOutcomes.Plan;
        var start = DemoSettings.Beginning;
        var play = new PlayCampaign(desk, Timetables.ForShow(outcomes), new CampaignScript(outcomes))
        {
            Progress = now => progress.Reached((now - start) / (Moment - start), $"正在生成演示数据：{now.ToOffset(TimeSpan.FromHours(8)):yyyy年M月d日}"),
        };
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await play.Until(Timetable.At(new(2020, 8, 13), 0), ct);
        await desk.Withdraw(DemoCity.Person("D2", "BM-FZ"), Case("D2", "8"), "街道机构范围有调整，撤回重新核实。");
        await play.Until(Timetable.At(new(2020, 9, 4), 0), ct);
        await AskForTime("D6", grant: true);
        await matters.Begin();
        await play.Until(Timetable.At(new(2020, 9, 7), 0), ct);
        await AskForTime("D4", grant: false);
        await matters.GoOn();
        await play.Until(Timetable.At(new(2020, 9, 9), 0), ct);
        await desk.Hold(DemoCity.Person("ZB", "ZB"), Case("D5", "5"), "市级网格系统归并方案调整，暂停办理。");
        await matters.Finish();
        await play.Until(Moment, ct);
        await transfers.Play(ct);
        log.LogInformation("演示数据已生成：从 {Begun:yyyy-MM-dd} 起办理 {Deeds} 件，用时 {Seconds:0.0} 秒", begun, play.Deeds, watch.Elapsed.TotalSeconds);
    }

    private async Task AskForTime(string unit, bool grant)
    {
        if ((await desk.OpenTasks()).FirstOrDefault(task => task.CaseId == Case(unit, "7") && task.Step == "Revise") is not { } task)
        {
            return;
        }

        var answer = await desk.AskForTime(DemoCity.Person(unit, "BM-FZ"), task, 3, "人员身份核对工作量大，申请延期三个工作日。");
        if (grant)
        {
            await desk.GrantTime(DemoCity.Person("ZB", "ZB"), answer.Id);
        }
    }

    private static string Case(string unit, string document) => Orchestrator.Office.Campaigns.CaseInput.CaseId(DirectDesk.CampaignId, unit, document);
}
