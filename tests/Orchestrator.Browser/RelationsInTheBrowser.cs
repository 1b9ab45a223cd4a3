using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>Contracts and insurances of a person: 人社 stops one and takes it up again; who only reads has no buttons.</summary>
public sealed class RelationsInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task An_insurance_is_stopped_and_begun_again_and_the_page_tells_both()
    {
        const string kind = "工伤保险";
        var clerk = await Person.SignIn(chromium, city.Host.Address, "rs.jb");
        await clerk.Page.GotoAsync("/books?unit=D5");
        await clerk.Page.GetByTestId("to-relations").First.ClickAsync();
        var insurance = clerk.Page.GetByTestId("relation-insurance").Filter(new() { HasText = kind });
        await insurance.GetByTestId("relation-stop").ClickAsync();
        await clerk.Page.Locator(".ant-modal .ant-btn-primary").ClickAsync();
        await clerk.Page.GetByText("必填").First.WaitForAsync();
        await Day(clerk.Page, "relation-on", "2013-01-31");
        await clerk.Page.GetByTestId("relation-docNo").FillAsync("减员表");
        await clerk.Page.Locator(".ant-modal .ant-btn-primary").ClickAsync();
        await clerk.Page.GetByText("不能早于参保起始日期").First.WaitForAsync();
        await clerk.Fits();
        await Pictures.Keep(clerk.Page, "relations-refused");
        await Day(clerk.Page, "relation-on", "2020-09-30");
        await clerk.Page.Locator(".ant-modal .ant-btn-primary").DblClickAsync();
        await insurance.GetByText("2020-09-30 停保").WaitForAsync();

        await clerk.Page.GetByTestId("relation-begin").ClickAsync();
        await clerk.Page.Locator(".ant-modal .ant-select").First.ClickAsync();
        await clerk.Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)").GetByTitle(kind).ClickAsync();
        await Day(clerk.Page, "relation-from", "2020-10");
        await clerk.Page.GetByTestId("relation-docNo").FillAsync("参保登记表");
        await clerk.Page.Locator(".ant-modal .ant-btn-primary").DblClickAsync();
        await insurance.GetByText("自 2020-10 起").WaitForAsync();
        (await clerk.Page.GetByTestId("relation-insurance").Filter(new() { HasText = kind }).CountAsync()).ShouldBe(2, "the one that was stopped stays");
        await clerk.Fits();
        await Pictures.Keep(clerk.Page, "relations");

        var reader = await Person.SignIn(chromium, city.Host.Address, "bb.jb");
        await reader.Page.GotoAsync("/books?unit=D5");
        await reader.Page.GetByTestId("to-relations").First.ClickAsync();
        await reader.Page.GetByTestId("relation-insurance").First.WaitForAsync();
        (await reader.Page.GetByTestId("relation-stop").CountAsync()).ShouldBe(0);
    }

    private static async Task Day(IPage page, string field, string day)
    {
        await page.GetByTestId(field).FillAsync(day);
        await page.Keyboard.PressAsync("Enter");
    }
}
