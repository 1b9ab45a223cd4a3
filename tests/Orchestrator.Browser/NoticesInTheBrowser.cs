using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>A person chooses what is mailed to him; the administrator sees what became of it and has it sent again.</summary>
public sealed class NoticesInTheBrowser(DemoCity city, Chromium chromium)
{
    private const string Address = "hold@example.gov.cn";

    [Fact]
    public async Task A_chosen_notice_is_mailed_and_one_that_the_server_refused_is_sent_again()
    {
        var of = await city.Cases.Take();
        await Choose(of.Head);
        city.Mail.Refuse = address => address == Address ? "550 no such mailbox" : null;

        await city.Cases.Post("zb", $"cases/{of.Id}/hold", new { commandId = Guid.NewGuid(), reason = "等待上级意见" });

        var page = (await Person.SignIn(chromium, city.Host.Address, "sa")).Page;
        await page.GotoAsync("/admin/deliveries?state=Failed");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "no such mailbox" }).Filter(new() { HasText = "暂停办理" });
        await row.WaitForAsync();
        city.Mail.Refuse = _ => null;
        await row.GetByRole(AriaRole.Button, new() { Name = "重发" }).ClickAsync();
        await page.GetByRole(AriaRole.Tooltip).GetByRole(AriaRole.Button).Last.ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.GotoAsync($"/admin/deliveries?state=Sent&q={Address}");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "已发出" }).WaitForAsync();
        city.Mail.Mails.Count(mail => mail.Subject.Contains("已暂停办理", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task The_settings_are_reached_from_the_menu_of_the_person_and_fit_a_phone()
    {
        var person = await Person.SignIn(chromium, city.Host.Address, "zb", 390);
        await person.Page.GotoAsync("/");
        await person.Page.Locator(".topbar-button.user").ClickAsync();
        await person.Page.GetByRole(AriaRole.Menuitem, new() { Name = "通知设置" }).ClickAsync();
        var inside = person.Page.GetByLabel("已逾期 应用内");
        await inside.WaitForAsync();

        (await inside.IsDisabledAsync()).ShouldBeTrue("the application itself cannot be switched off");
        (await person.Page.GetByLabel("已逾期 消息平台").IsDisabledAsync()).ShouldBeTrue("not configured");
        await person.Fits();
        await person.Page.GotoAsync("/notices");
        await person.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "通知设置" }).ClickAsync();
        await inside.WaitForAsync();
    }

    private async Task Choose(string userName)
    {
        var page = (await Person.SignIn(chromium, city.Host.Address, userName)).Page;
        await page.GotoAsync("/notices/settings");
        var address = page.GetByLabel("接收通知的邮箱地址");
        await address.FillAsync("hold@example");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存邮箱" }).ClickAsync();
        await page.Locator(".ant-form-item-explain-error").WaitForAsync();
        (await address.InputValueAsync()).ShouldBe("hold@example", "what was typed stays");
        await address.FillAsync(Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存邮箱" }).ClickAsync();
        await page.GetByText("已保存").First.WaitForAsync();
        await page.GetByLabel("暂停办理 邮件").CheckAsync();
        var save = page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true });
        await save.ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.notice-choices ~ .form-end button')?.disabled");
        await page.ReloadAsync();
        (await page.GetByLabel("暂停办理 邮件").IsCheckedAsync()).ShouldBeTrue();
        (await address.InputValueAsync()).ShouldBe(Address);
    }
}
