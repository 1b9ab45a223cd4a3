using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>作废 as the initiator, a unit at work and the reform office see it.</summary>
public sealed class VoidMatterInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task The_initiator_and_the_office_declare_it_void_at_once_and_the_unit_at_work_is_told()
    {
        var clerk = await At("d4.jb");
        var (title, matter) = await Begin(clerk);
        var head = await At("d4.fz", 390);
        await Open(head, title);
        await head.Page.GetByTestId("field-opinion").FillAsync("同意，请尽快会签。");
        await head.Stored();
        var office = await At("zb");
        foreach (var person in new[] { clerk, office })
        {
            await person.Page.GotoAsync(matter);
            await person.Page.GetByTestId("void-matter").ClickAsync();
        }

        await Confirm(office);
        await office.Page.Locator(".ant-form-item-explain-error").WaitForAsync();
        await office.Page.GetByTestId("reason").FillAsync("与已印发的文件重复。");
        await office.Page.GetByText("不能恢复").WaitForAsync();
        await Confirm(office, clicks: 2);
        await Void(office).GetByText("理由：与已印发的文件重复。").WaitForAsync();

        await Void(clerk).WaitForAsync();
        await clerk.Page.GetByTestId("reason").FillAsync("写错了单位。");
        await Confirm(clerk);
        await clerk.Page.Locator(".ant-modal").GetByText("已作废（").WaitForAsync();
        await clerk.Page.ReloadAsync();
        await Void(clerk).GetByText("理由：与已印发的文件重复。").WaitForAsync();
        (await clerk.Page.GetByTestId("void-matter").CountAsync()).ShouldBe(0);
        (await clerk.Page.Locator("h1 s").InnerTextAsync()).ShouldBe(title);

        await Void(head).WaitForAsync();
        await head.Page.Locator("[data-testid=outcome-Approve][disabled]").WaitForAsync();
        (await head.Page.GetByTestId("field-opinion").InputValueAsync()).ShouldBe("同意，请尽快会签。", "what was typed stays to be copied");
        await head.Fits();
        await head.Page.GotoAsync("/notices");
        await head.Page.Locator(".notices li", new() { HasText = title }).Filter(new() { HasText = "已作废" }).First.GetByRole(AriaRole.Link).ClickAsync();
        await Void(head).WaitForAsync();
        await head.Fits();

        await clerk.Page.GotoAsync($"{matter}?tab=path");
        var line = clerk.Page.GetByTestId("matter-path").GetByText("与已印发的文件重复。");
        await line.First.WaitForAsync();
        (await line.CountAsync()).ShouldBe(1);
        await clerk.Page.GotoAsync($"/matters?q={Uri.EscapeDataString(title)}");
        await clerk.Page.Locator("tr", new() { HasText = title }).GetByText("与已印发的文件重复。").WaitForAsync();
    }

    private static async Task<(string Title, string Matter)> Begin(Person clerk)
    {
        var title = $"关于窗口合并的会签（{Guid.NewGuid():N}）"[..24];
        await clerk.Page.GotoAsync("/matters/new");
        await clerk.Page.GetByTestId("field-title").FillAsync(title);
        await clerk.Page.GetByTestId("field-text").FillAsync("一、窗口合并。");
        await clerk.Page.GetByTestId("add-reviewer").ClickAsync();
        await clerk.Page.Locator(".ant-select-item-option", new() { HasText = "市委政法委" }).ClickAsync();
        await clerk.Page.Keyboard.PressAsync("Escape");
        await clerk.Page.GetByTestId("start-matter").ClickAsync();
        await clerk.Page.GetByTestId("matter-head").GetByText(title).WaitForAsync();
        return (title, new Uri(clerk.Page.Url).AbsolutePath);
    }

    private static async Task Open(Person person, string title)
    {
        await person.Page.GotoAsync($"/tasks/todo?q={Uri.EscapeDataString(title)}");
        await person.Page.Locator(".task-title a, a.card").First.ClickAsync();
        await person.Page.GetByTestId("save-state").WaitForAsync();
    }

    private static async Task Confirm(Person person, int clicks = 1) =>
        await person.Page.Locator(".ant-modal").GetByRole(AriaRole.Button, new() { Name = "作废" }).ClickAsync(new() { ClickCount = clicks });

    private static ILocator Void(Person person) => person.Page.GetByTestId("matter-void");

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);
}
