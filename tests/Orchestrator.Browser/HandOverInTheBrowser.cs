using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>The system administrator hands over what names somebody who leaves: 陶巨阙 of SF, who acts in no other test.</summary>
public sealed class HandOverInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task What_names_somebody_who_leaves_goes_to_the_receiver_once_with_a_result_for_each()
    {
        var title = $"关于档案整理的会签（{Guid.NewGuid():N}）"[..24];
        await city.Cases.Post("sf.jb", "matters", new { commandId = Guid.NewGuid(), title, text = "一、范围。", kind = "Document", mode = "All", reviewers = new[] { new { unitId = "ZZ" } } });
        var review = (await city.Cases.Get("sf.fz", $"tasks?q={Uri.EscapeDataString(title)}"))["items"]![0]!;
        await city.Cases.Post("sf.fz", $"tasks/{review["id"]}/complete", new { commandId = Guid.NewGuid(), revision = (int)review["revision"]!, outcome = "Reject", data = new { opinion = "范围不清楚。" } });

        var administrator = await Person.SignIn(chromium, city.Host.Address, "sa", 1440);
        var page = administrator.Page;
        await page.GotoAsync("/admin/accounts?q=sf.jb");
        await page.Locator("tr[data-row-key='sf.jb']").GetByRole(AriaRole.Button, new() { Name = "移交" }).ClickAsync();
        var plan = page.GetByTestId("hand-over-plan");
        await plan.GetByText(title).First.WaitForAsync();
        await page.GetByTestId("people").ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", new() { HasText = "戚珠称" }).First.ClickAsync();
        await plan.GetByText("将移交 1 项，保留 0 项").WaitForAsync();
        await page.Locator(".ant-modal textarea").FillAsync("调往市委组织部");
        await page.SetViewportSizeAsync(390, 844);
        await administrator.Fits();
        await page.SetViewportSizeAsync(1440, 900);
        var sent = 0;
        page.Request += (_, request) => sent += request.Method == "POST" && request.Url.EndsWith("/hand-over", StringComparison.Ordinal) ? 1 : 0;
        await page.Locator(".ant-modal-footer .ant-btn-primary").DblClickAsync();

        await page.GetByTestId("batch-counts").GetByText("完成 1").WaitForAsync();
        await page.GetByText("陶巨阙 移交给 戚珠称").WaitForAsync();
        sent.ShouldBe(1);

        var receiver = await Person.SignIn(chromium, city.Host.Address, "sf.fz", 1440);
        await receiver.Page.GotoAsync("/notices");
        await receiver.Page.GetByText("陶巨阙的 1 项任务已移交给您").First.WaitForAsync();
        await receiver.Page.GotoAsync($"/tasks/todo?q={Uri.EscapeDataString(title)}");
        await receiver.Page.Locator(".task-title a, a.card").First.ClickAsync();
        await receiver.Page.GetByTestId("save-state").WaitForAsync();
        (await city.Cases.Get("sf.jb", $"tasks?q={Uri.EscapeDataString(title)}"))["items"]!.AsArray().Count.ShouldBe(0);
    }
}
