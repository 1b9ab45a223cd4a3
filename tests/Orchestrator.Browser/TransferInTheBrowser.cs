using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>转隶: the clerk proposes, three authorities hold, the head approves, and the books of the unit show it. One is refused.</summary>
public sealed class TransferInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_transfer_is_proposed_held_approved_by_somebody_else_and_seen_in_the_books()
    {
        var title = $"人员转隶（{Guid.NewGuid():N}）"[..16];
        var clerk = await Person.SignIn(chromium, city.Host.Address, "bb.jb", 1440);
        await clerk.Page.GotoAsync("/transfers/new");
        await clerk.Page.GetByTestId("begin-transfer").ClickAsync();
        await clerk.Page.Locator(".has-problem").First.WaitForAsync();
        await clerk.Page.GetByTestId("transfer-title").FillAsync(title);
        await clerk.Page.GetByTestId("transfer-effect").FillAsync("2020-10-10");
        await clerk.Page.Keyboard.PressAsync("Enter");
        await Choose(clerk.Page, "from-0", "枫浦区");
        await Choose(clerk.Page, "to-0", "望楚区");
        await clerk.Page.GetByTestId("pick-people-0").ClickAsync();
        await clerk.Page.Locator(".ant-modal tr.ant-table-row input[type=checkbox]:enabled").First.CheckAsync();
        await clerk.Page.GetByTestId("people-chosen").ClickAsync();
        await clerk.Page.GetByTestId("count-0").FillAsync("2");
        await clerk.Page.GetByTestId("doc-no-0").FillAsync("楚编发〔2020〕9号");
        await clerk.Page.ReloadAsync();
        (await clerk.Page.GetByTestId("doc-no-0").InputValueAsync()).ShouldBe("楚编发〔2020〕9号", "what was typed survives a reload");
        await clerk.Page.GetByTestId("begin-transfer").DblClickAsync();
        await clerk.Page.GetByTestId("leg-HumanResources").GetByText("预留 · 已办妥").WaitForAsync();
        await clerk.Page.GetByTestId("transfer-head").GetByText("已预留，待批准").WaitForAsync();
        (await clerk.Page.GetByTestId("confirm-transfer").CountAsync()).ShouldBe(0, "whoever proposed it cannot approve it");

        var head = await Person.SignIn(chromium, city.Host.Address, "bb.zr", 390);
        await head.Page.GotoAsync($"/transfers?q={Uri.EscapeDataString(title)}");
        await head.Page.Locator("a.card").WaitForAsync();
        (await head.Page.Locator("a.card").CountAsync()).ShouldBe(1, "a double click proposes one");
        await head.Fits();
        await head.Page.Locator("a.card").ClickAsync();
        await head.Page.GetByTestId("transfer-people").Locator("tr.ant-table-row").First.WaitForAsync();
        await head.Page.GetByTestId("confirm-transfer").ClickAsync();
        await head.Page.GetByTestId("notice-no").FillAsync("楚编发〔2020〕10号");
        await head.Page.Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await head.Page.GetByTestId("transfer-head").GetByText("已执行", new() { Exact = true }).WaitForAsync();
        await head.Fits();
        await clerk.Page.GetByTestId("transfer-head").GetByText("已执行", new() { Exact = true }).WaitForAsync();

        await head.Page.GotoAsync("/books?unit=D2");
        await head.Page.GetByTestId("books-accounts").GetByText("楚编发〔2020〕10号").WaitForAsync();
        await head.Page.GetByTestId("books-budget").GetByText("楚编发〔2020〕10号").WaitForAsync();
        await head.Fits();
    }

    [Fact]
    public async Task A_refusal_names_its_rule_and_is_asked_again_or_released()
    {
        var clerk = await Person.SignIn(chromium, city.Host.Address, "bb.jb", 390);
        await clerk.Page.GotoAsync("/transfers?status=Refused");
        await clerk.Page.Locator("a.card", new() { HasText = "楠江市水利站" }).ClickAsync();
        var finance = clerk.Page.GetByTestId("leg-Finance");
        await finance.GetByText("F-03").WaitForAsync();
        await clerk.Fits();
        await clerk.Page.GetByTestId("retry-Finance").ClickAsync();
        await clerk.Page.GetByText("再次请财政预留").WaitForAsync();
        await finance.GetByText("预留 · 不同意").WaitForAsync();

        var treasury = await Person.SignIn(chromium, city.Host.Address, "cz.fz", 1440);
        await treasury.Page.GotoAsync(new Uri(clerk.Page.Url).PathAndQuery);
        await treasury.Page.GetByTestId("leg-Finance").GetByText("F-03").WaitForAsync();
        (await treasury.Page.GetByTestId("retry-Finance").CountAsync()).ShouldBe(0, "only the office asks");
        (await treasury.Page.GetByTestId("release-transfer").CountAsync()).ShouldBe(0);
    }

    private static async Task Choose(IPage page, string field, string unit)
    {
        await page.GetByTestId(field).Locator("input").FillAsync(unit);
        await page.Locator(".ant-select-item-option", new() { HasText = unit }).Last.ClickAsync();
    }
}
