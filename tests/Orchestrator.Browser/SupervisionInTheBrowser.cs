using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>督办 of a matter: the reform office begins it, the head reports, the leader reads, the office puts it off and strikes it off.</summary>
public sealed class SupervisionInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_supervised_matter_is_reported_on_read_by_the_leader_put_off_and_struck_off()
    {
        var title = $"关于网格经费的会签（{Guid.NewGuid():N}）"[..20];
        var matter = (string)(await city.Cases.Post("d2.jb", "matters", new
        {
            commandId = Guid.NewGuid().ToString("N"), title, text = "一、经费列入预算。", kind = "Document", mode = "All", reviewers = new[] { new { unitId = "ZZ", weight = 1, veto = false } },
        }))["id"]!;

        var office = await At("zb");
        await office.Page.GotoAsync($"/matters/{matter}");
        await office.Page.GetByTestId("supervise").ClickAsync();
        await office.Page.GetByTestId("confirm").ClickAsync();
        await office.Page.Locator(".has-problem").First.WaitForAsync();
        await office.Page.GetByTestId("supervision-requirement").FillAsync("请三日内审核完毕。");
        await PickDay(office.Page, 10);
        await office.Page.GetByTestId("supervision-leader").Locator("input").FillAsync("窦芥姜");
        await office.Page.Locator(".ant-select-item-option", new() { HasText = "窦芥姜" }).ClickAsync();
        await office.Page.GetByTestId("confirm").DblClickAsync();
        await office.Page.GetByTestId("flow-supervisions").GetByText("请三日内审核完毕。").WaitForAsync();
        (await office.Page.GetByTestId("flow-supervisions").Locator("[data-testid^='supervision-']:is(li)").CountAsync()).ShouldBe(1, "a double click begins one");
        await office.Page.GetByTestId("supervise").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        var head = await At("d2.fz", 390);
        await head.Page.GotoAsync("/notices");
        await head.Page.Locator(".notices li", new() { HasText = title }).Filter(new() { HasText = "列入督办" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await head.Page.GetByTestId("supervision-mark").First.WaitForAsync();
        await head.Fits();
        await head.Page.GotoAsync($"/supervisions?q={Uri.EscapeDataString(title)}");
        await head.Page.GetByTestId("supervision-progress").ClickAsync();
        await head.Page.GetByTestId("supervision-text").FillAsync("正在核对经费来源。");
        await head.Page.GetByTestId("confirm").ClickAsync();
        await head.Page.Locator(".answers").GetByText("正在核对经费来源。").WaitForAsync();
        (await head.Page.GetByTestId("supervision-close").CountAsync()).ShouldBe(0, "only the office strikes off");
        await head.Fits();

        var leader = await At("cw.2", 390);
        await leader.Page.GotoAsync("/notices");
        await leader.Page.Locator(".notices li", new() { HasText = title }).GetByRole(AriaRole.Link).First.ClickAsync();
        await leader.Page.GetByText("请三日内审核完毕。").First.WaitForAsync();
        await leader.Fits();

        await office.Page.GetByText("正在核对经费来源。").First.WaitForAsync();
        await office.Page.GotoAsync($"/supervisions?state=open&q={Uri.EscapeDataString(title)}");
        await office.Page.GetByTestId("supervision-extend").ClickAsync();
        await PickDay(office.Page, 20);
        await office.Page.GetByTestId("supervision-text").FillAsync("等待财政答复。");
        await office.Page.GetByTestId("confirm").ClickAsync();
        await office.Page.Locator(".answers").GetByText("等待财政答复。").WaitForAsync();
        await office.Page.GetByTestId("supervision-close").ClickAsync();
        await office.Page.GetByTestId("supervision-text").FillAsync("已落实。");
        await office.Page.GetByTestId("confirm").ClickAsync();
        await office.Page.GetByText("已销号").First.WaitForAsync();
        await office.Page.GotoAsync($"/supervisions?state=closed&q={Uri.EscapeDataString(title)}");
        await office.Page.Locator(".answers").GetByText("已落实。").WaitForAsync();
        var list = await office.Page.RunAndWaitForDownloadAsync(() => office.Page.GetByTestId("export-xlsx").ClickAsync());
        list.SuggestedFilename.ShouldBe("督办台账.xlsx");
        await office.Page.GotoAsync($"/matters/{matter}?tab=path");
        await office.Page.GetByTestId("matter-path").GetByText("已销号").First.WaitForAsync();
    }

    // A day of the next month.
    private static async Task PickDay(IPage page, int day)
    {
        await page.GetByTestId("supervision-day").ClickAsync();
        var calendar = page.Locator(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)");
        await calendar.Locator(".ant-picker-header-next-btn").ClickAsync();
        await calendar.Locator(".ant-picker-cell-in-view").GetByText($"{day}", new() { Exact = true }).ClickAsync();
    }

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);
}
