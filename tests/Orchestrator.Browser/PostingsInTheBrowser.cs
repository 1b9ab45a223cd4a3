using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>台账登记: one proposes with the effect before his eyes, another approves, and only then the ledger has changed.</summary>
public sealed class PostingsInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_posting_is_tried_proposed_once_and_approved_by_another()
    {
        const string docNo = "楚编发〔2020〕1440号";
        var clerk = await Person.SignIn(chromium, city.Host.Address, "bb.jb");
        await clerk.Page.GotoAsync("/books");
        await clerk.Page.GetByTestId("to-postings").ClickAsync();
        await clerk.Page.GetByTestId("new-posting").ClickAsync();
        await clerk.Page.GetByTestId("posting-check").ClickAsync();
        await clerk.Page.GetByText("请填写依据文号。").WaitForAsync();
        (await clerk.Page.GetByTestId("posting-propose").CountAsync()).ShouldBe(0);
        await clerk.Fits();
        await Pictures.Keep(clerk.Page, "posting-problems");

        await Choose(clerk.Page, "posting-reason", "统筹");
        await clerk.Page.GetByTestId("posting-count").FillAsync("2");
        await clerk.Page.GetByTestId("posting-docNo").FillAsync(docNo);
        await Choose(clerk.Page, "posting-fromAccountId", "行政编制");
        await Choose(clerk.Page, "posting-toAccountId", "行政编制");

        // What is typed outlives the page.
        await clerk.Page.ReloadAsync();
        (await clerk.Page.GetByTestId("posting-docNo").InputValueAsync()).ShouldBe(docNo);
        await clerk.Page.GetByTestId("posting-check").ClickAsync();
        await clerk.Page.GetByTestId("posting-effect").WaitForAsync();
        await Pictures.Keep(clerk.Page, "posting-effect");
        await clerk.Page.GetByTestId("posting-propose").DblClickAsync();
        await clerk.Page.GetByTestId("posting-status").GetByText("待审核").WaitForAsync();
        await clerk.Page.GotoAsync($"/books/postings?q={Uri.EscapeDataString(docNo)}");
        await clerk.Page.Locator("[data-posting]").WaitForAsync();
        (await clerk.Page.Locator("[data-posting]").CountAsync()).ShouldBe(1, "two clicks propose once");
        (await clerk.Page.GetByTestId("posting-approve").CountAsync()).ShouldBe(0);
        await clerk.Fits();

        var reviewer = await Person.SignIn(chromium, city.Host.Address, "bb.sh");
        await reviewer.Page.GotoAsync($"/books/postings?status=Proposed&q={Uri.EscapeDataString(docNo)}");
        await reviewer.Page.GetByTestId("posting-approve").ClickAsync();
        await reviewer.Page.GetByTestId("posting-approve-sure").ClickAsync();
        await reviewer.Page.GetByText("已入账").First.WaitForAsync();

        // The clerk's page learns of it without being asked.
        await clerk.Page.GetByTestId("posting-status").GetByText("已入账").WaitForAsync();
        await Pictures.Keep(clerk.Page, "posting-posted");
    }

    private static async Task Choose(IPage page, string field, string text)
    {
        await page.GetByTestId(field).ClickAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").First.ClickAsync();
    }
}
