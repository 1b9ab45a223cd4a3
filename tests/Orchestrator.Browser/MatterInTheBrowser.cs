using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>公文会签 through everybody's browser: sent round, refused, corrected, signed, registered.</summary>
public sealed class MatterInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_matter_goes_from_the_clerk_through_the_units_to_the_register()
    {
        var clerk = await At("d2.jb");
        var title = $"关于街道网格划分的会签（{Guid.NewGuid():N}）"[..24];
        await clerk.Page.GotoAsync("/matters/new");
        await clerk.Page.GetByTestId("start-matter").ClickAsync();
        await clerk.Page.Locator(".has-problem").First.WaitForAsync();
        await clerk.Page.GetByTestId("field-title").FillAsync(title);
        await clerk.Page.GetByTestId("field-text").FillAsync("一、网格按社区划分。\n二、每个网格配一名网格长。");
        await clerk.Page.GetByTestId("field-mode-Sequence").CheckAsync();
        await Choose(clerk, "市委组织部", "市委政法委");
        await Attach(clerk, "网格图.pdf");
        await clerk.Page.ReloadAsync();
        (await clerk.Page.GetByTestId("field-title").InputValueAsync()).ShouldBe(title, "what was typed is kept");
        await clerk.Page.GetByTestId("attachment").GetByText("网格图.pdf").WaitForAsync();
        await clerk.Page.GetByTestId("attachment").ScrollIntoViewIfNeededAsync();
        await Pictures.Keep(clerk.Page, "new-matter");
        await clerk.Fits();
        await clerk.Page.GetByTestId("start-matter").ClickAsync();
        await clerk.Page.GetByTestId("matter-head").GetByText(title).WaitForAsync();
        var matter = new Uri(clerk.Page.Url).AbsolutePath;
        await clerk.Page.GetByTestId("version-files").GetByText("网格图.pdf").WaitForAsync();
        await Pictures.Keep(clerk.Page, "matter-files");

        await Do("d2.fz", title, "Approve", page => page.GetByText("不选的，由分管领导窦芥姜审签。").WaitForAsync());
        await Do("sf.fz", title, "Approve", async page =>
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("version-files").GetByRole(AriaRole.Link).ClickAsync());
            (await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(AttachmentsInTheBrowser.File("x.pdf", "网格图.pdf").Buffer);
            await page.GetByTestId("field-opinion").FillAsync("合法。");
        });
        await Do("zz.fz", title, "Reject", page => page.GetByTestId("field-opinion").FillAsync("网格长的来源不清楚。"));

        await Open(clerk, title);
        await clerk.Page.GetByText("网格长的来源不清楚。").First.WaitForAsync();
        await clerk.Page.GetByTestId("field-text").FillAsync("一、网格按社区划分。\n二、网格长由社区干部兼任。");
        await clerk.Page.GetByTestId("field-note").FillAsync("写明网格长的来源。");
        await clerk.Page.GetByTestId("attachment").GetByRole(AriaRole.Button, new() { Name = "移除" }).ClickAsync();
        await clerk.Page.Locator(".ant-popconfirm").GetByRole(AriaRole.Button, new() { Name = "移除" }).ClickAsync();
        await clerk.Page.GetByTestId("attachment").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Attach(clerk, "网格图（修改）.pdf");
        await clerk.Decide("Submit");

        await Do("d2.fz", title, "Approve");
        await Do("zz.fz", title, "Approve", async page =>
        {
            await page.GetByTestId("matter-text").GetByText("社区干部兼任").WaitForAsync();
            await page.GetByTestId("version-files").GetByText("网格图（修改）.pdf").WaitForAsync();
            (await page.GetByTestId("version-files").GetByRole(AriaRole.Listitem).CountAsync()).ShouldBe(1, "the first version had the other");
            await page.GetByTestId("tab-seats").ClickAsync();
            await page.Locator("[data-state=Waiting]").First.WaitForAsync();
        });
        await Do("zf.fz", title, "Approve", width: 390);
        foreach (var office in new[] { "bb.zr", "cz.fz" })
        {
            await Do(office, title, "Approve");
        }

        await Do("sf.fz", title, "Approve", page => page.GetByTestId("field-opinion").FillAsync("合法。"));
        await Do("cw.2", title, "Approve");
        await Do("d2.jb", title, "Register");

        await clerk.Page.GotoAsync($"{matter}?tab=path");
        await clerk.Page.GetByTestId("matter-path").GetByText("登记办结").First.WaitForAsync();
        (await clerk.Page.GetByTestId("matter-path").Locator("li").CountAsync()).ShouldBeGreaterThan(12);
        await clerk.Page.GetByTestId("tab-diagram").ClickAsync();
        await clerk.Page.GetByTestId("diagram").WaitForAsync();
        await clerk.Page.GetByTestId("approval-form").ClickAsync();
        var paper = await clerk.Page.RunAndWaitForPopupAsync(async () => await clerk.Page.GetByTestId("approval-print").ClickAsync());
        await paper.GetByRole(AriaRole.Heading, new() { Name = "二、会签情况" }).WaitForAsync();
        await paper.GetByText("网格图（修改）.pdf").WaitForAsync();
        (await paper.GetByText("网格长的来源不清楚。").CountAsync()).ShouldBe(2, "in the path and beside the refusal");
        await clerk.Page.GotoAsync($"/matters?q={Uri.EscapeDataString(title)}");
        await clerk.Page.GetByText("已办结").First.WaitForAsync();
        var list = await clerk.Page.RunAndWaitForDownloadAsync(() => clerk.Page.GetByTestId("export-xlsx").ClickAsync());
        list.SuggestedFilename.ShouldBe("事项会签.xlsx");
        var other = await At("d5.jb");
        await other.Page.GotoAsync(matter);
        await other.Page.GetByText("页面不存在").First.WaitForAsync();
    }

    private static async Task Attach(Person person, string name)
    {
        await person.Page.GetByTestId("attachment-input").SetInputFilesAsync(AttachmentsInTheBrowser.File(name, name));
        await person.Page.GetByTestId("attachment").GetByText(name).First.WaitForAsync();
    }

    private static async Task Choose(Person person, params string[] units)
    {
        foreach (var unit in units)
        {
            await person.Page.GetByTestId("add-reviewer").ClickAsync();
            await person.Page.Locator(".ant-select-item-option", new() { HasText = unit }).ClickAsync();
            await person.Page.Keyboard.PressAsync("Escape");
            await person.Page.GetByTestId("reviewers").GetByText(unit).First.WaitForAsync();
        }
    }

    private static async Task Open(Person person, string title)
    {
        await person.Page.GotoAsync($"/tasks/todo?q={Uri.EscapeDataString(title)}");
        await person.Page.Locator(".task-title a, a.card").First.ClickAsync();
        await person.Page.GetByTestId("save-state").WaitForAsync();
    }

    private async Task Do(string user, string title, string outcome, Func<IPage, Task>? fill = null, int width = 1440)
    {
        var person = await At(user, width);
        await Open(person, title);
        if (fill is not null)
        {
            await fill(person.Page);
        }

        await person.Fits();
        await person.Decide(outcome);
        await person.Page.CloseAsync();
    }

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);
}
