using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Orchestrator.Browser.OwnFlow;

namespace Orchestrator.Browser;

/// <summary>The administrator at one instance and at many: looks inside, repairs, jumps with a preview, migrates.</summary>
public sealed class InstanceLifeInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task An_administrator_repairs_jumps_with_a_preview_and_migrates()
    {
        const string Id = "browser-life";
        var instance = await city.Started(Document(Id, "last"));
        var admin = await Person.SignIn(chromium, city.Host.Address, "sa");
        var page = admin.Page;
        await page.GotoAsync($"/admin/instances?definitionId={Id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "示例流程" }).First.ClickAsync();
        await page.GetByText("核对材料").WaitForAsync();

        // Repair: nothing can be typed before the old value was looked at.
        await page.GetByRole(AriaRole.Tab, new() { Name = "变量" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "修正 amount" }).ClickAsync();
        (await page.GetByTestId("new-value").IsDisabledAsync()).ShouldBeTrue();
        await page.GetByTestId("read-variable").ClickAsync();
        await page.GetByTestId("old-value").GetByText("5").WaitForAsync();
        await page.GetByTestId("new-value").FillAsync("\"七\"");
        await page.GetByTestId("reason").FillAsync("登记有误");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert).Filter(new() { HasText = "整数" }).WaitForAsync();
        (await page.GetByTestId("reason").InputValueAsync()).ShouldBe("登记有误", "nothing typed is lost by a refusal");
        await page.GetByTestId("new-value").FillAsync("7");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        // Later handlers: whom the step asks that has not begun.
        await page.GetByRole(AriaRole.Tab, new() { Name = "后续办理人" }).ClickAsync();
        var later = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "归档登记" });
        await later.GetByText("按流程定义").WaitForAsync();
        await later.GetByRole(AriaRole.Button, new() { Name = "变更" }).ClickAsync();
        await page.GetByTestId("people").ClickAsync();
        await page.Keyboard.TypeAsync("沈余珍");
        await page.Locator(".ant-select-item-option").Filter(new() { HasText = "沈余珍" }).ClickAsync();
        await page.GetByTestId("reason").FillAsync("分工调整");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "变更" }).DblClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await later.GetByText("沈余珍").WaitForAsync();
        await Pictures.Keep(page, "later-handlers");
        await admin.Fits();

        // Jump: what ends and what begins is on the screen before anything is done.
        await page.GetByTestId("jump").ClickAsync();
        await page.GetByTestId("jump-target").ClickAsync();
        await page.GetByTestId("jump-target").Locator("input").FillAsync("last");
        await page.Keyboard.PressAsync("Enter");
        var plan = page.GetByTestId("effect");
        await plan.WaitForAsync();
        (await plan.InnerTextAsync()).ShouldSatisfyAllConditions(text => text.ShouldContain("核对材料"), text => text.ShouldContain("归档登记"), text => text.ShouldContain("沈余珍"));
        await page.GetByTestId("reason").FillAsync("材料已线下核对");
        await page.GetByRole(AriaRole.Button, new() { Name = "按预览跳转" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.GetByRole(AriaRole.Tab, new() { Name = "当前等待" }).ClickAsync();
        await page.GetByText("归档登记").First.WaitForAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "历史" }).ClickAsync();
        await page.GetByText("跳转到此").WaitForAsync();
        await page.GetByText("材料已线下核对").WaitForAsync();
        await admin.Fits();

        // Migration: the version after, with one activity under another id.
        await city.Publish(Document(Id, "final"));
        await page.GotoAsync($"/admin/migrations?definition={Id}&from=1&to=2&map=last:gone");
        await page.GetByRole(AriaRole.Alert).First.WaitForAsync();
        await page.GotoAsync($"/admin/migrations?definition={Id}&from=1&to=2");
        await page.GetByText("类型和名称相同").WaitForAsync();
        (await page.GetByTestId("trial-counts").InnerTextAsync()).ShouldContain("不可迁移 0 个");
        await page.GetByTestId("start-migration").ClickAsync();
        await page.GetByTestId("reason").FillAsync("启用新版");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "开始迁移" }).ClickAsync();
        await Batch(page);
        await page.GetByTestId("batch-counts").GetByText("等待 0").WaitForAsync();
        (await page.GetByTestId("batch-counts").InnerTextAsync()).ShouldContain("失败 0");
        await page.ReloadAsync();
        await page.GetByTestId("batch-counts").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = instance }).ClickAsync();
        await page.GetByText($"{Id} · 第 2 版").WaitForAsync();
    }

    [Fact]
    public async Task Chosen_instances_are_held_together_on_a_phone_too()
    {
        const string Id = "browser-batch";
        var instance = await city.Started(Document(Id, "last"));
        var admin = await Person.SignIn(chromium, city.Host.Address, "sa", 390);
        var page = admin.Page;
        await page.GotoAsync($"/admin/instances?definitionId={Id}");
        await page.GetByLabel(instance, new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "批量操作" }).GetByRole(AriaRole.Button, new() { Name = "暂停", Exact = true }).ClickAsync();
        await page.GetByTestId("reason").FillAsync("统一核查");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "暂停：批量操作" }).ClickAsync();
        await Batch(page);
        await page.GetByTestId("batch-counts").GetByText("完成 1").WaitForAsync();
        await admin.Fits();
        await page.GotoAsync($"/admin/instances/{instance}");
        await page.GetByText("起暂停").WaitForAsync();
        await admin.Fits();
        foreach (var address in (string[])["/admin/batches", "/admin/migrations", "/admin/schedules", $"/admin/instances/{instance}?tab=variables", $"/admin/instances/{instance}?tab=diagram"])
        {
            await page.GotoAsync(address);
            await page.Locator("main h1").WaitForAsync();
            await admin.Fits();
        }
    }

    private static async Task Batch(IPage page)
    {
        try
        {
            await page.GetByTestId("batch-counts").WaitForAsync();
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"No batch is shown at {page.Url}: {await page.Locator("body").InnerTextAsync()}");
        }
    }

    private static JsonObject Document(string id, string last) => OwnFlow.Document(
        id, "示例流程", new JsonArray(Variable("amount", "Int32", "5")), begins: last == "last", Checked("check", "核对材料"), Checked(last, "归档登记"));

    private static JsonObject Checked(string id, string title) =>
        ForPeople(id, title, ("unit", Literal("BB")), ("role", Literal("BB-JB")), ("outcomes", new JsonArray("Done")));
}
