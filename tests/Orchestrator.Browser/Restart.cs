using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>A host without history that these tests may kill.</summary>
public sealed class MortalCity : IAsyncLifetime
{
    public HostProcess Host { get; } = new("--demo") { Settings = { ["Demo__History"] = "false", ["Identity__SignInsPerMinute"] = "10000" } };

    public Preparation Cases { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Host.Start();
        await DemoCity.Ready(Host);
        Cases = new Preparation(Host.Address);
    }

    public ValueTask DisposeAsync()
    {
        Cases.Dispose();
        return Host.DisposeAsync();
    }
}

/// <summary>The host dies as in a power failure while somebody writes or submits: nothing typed is lost, nothing happens twice.</summary>
public sealed class Restart(MortalCity city, Chromium chromium) : IClassFixture<MortalCity>
{
    [Fact]
    public async Task What_was_typed_while_the_host_was_away_is_stored_by_itself_when_it_is_back()
    {
        await city.Host.BeUp();
        var of = await (await city.Cases.Take()).Written();
        var clerk = await Person.SignIn(chromium, city.Host.Address, of.Clerk);
        await clerk.OpenForm(of);
        await clerk.Page.GetByTestId("draft-explanation").FillAsync("停机之前写的。");
        await clerk.Stored();

        await city.Host.Kill();
        await clerk.Page.GetByTestId("draft-explanation").FillAsync("停机之前写的。停机期间写的。");
        await clerk.Page.Locator("[data-testid=save-state][data-state=offline]").WaitForAsync();
        await city.Host.Start();

        await clerk.Stored();
        ((string)(await city.Cases.Get(of.Clerk, $"cases/{of.Id}/draft"))["explanation"]!).ShouldBe("停机之前写的。停机期间写的。");
    }

    [Fact]
    public async Task A_reload_while_the_host_is_away_loses_nothing_either()
    {
        await city.Host.BeUp();
        var of = await (await city.Cases.Take()).InReview();
        var reviewer = await Person.SignIn(chromium, city.Host.Address, "cz.jb", 390);
        reviewer.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await reviewer.OpenForm(of);
        await reviewer.Page.GetByTestId("field-result-WithOpinions").CheckAsync();
        await reviewer.Stored();

        await city.Host.Kill();
        await reviewer.Page.GetByTestId("opinion-0-reason").FillAsync("停机期间写的理由。");
        await reviewer.Page.Locator("[data-testid=save-state][data-state=offline]").WaitForAsync();
        await city.Host.Start();
        await reviewer.Reload();

        (await reviewer.Page.GetByTestId("opinion-0-reason").InputValueAsync()).ShouldBe("停机期间写的理由。");

        // The page may have stored it just before the reload, or does so now; from then on it comes from the host.
        await reviewer.Page.WaitForFunctionAsync("() => Object.keys(sessionStorage).every((key) => !sessionStorage[key].includes('停机期间写的理由。'))");
        await reviewer.Reload();
        (await reviewer.Page.GetByTestId("opinion-0-reason").InputValueAsync()).ShouldBe("停机期间写的理由。");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submission_during_which_the_host_dies_is_carried_out_once_and_the_page_says_so_by_itself(bool carriedOut)
    {
        await city.Host.BeUp();
        var of = await (await city.Cases.Take()).Submitted();
        var head = await Person.SignIn(chromium, city.Host.Address, of.Head);
        await head.OpenForm(of);
        await head.Page.GetByTestId("field-comment").FillAsync("同意报送。");
        await head.Page.RouteAsync("**/complete", async route =>
        {
            if (carriedOut)
            {
                await route.FetchAsync();
            }

            await city.Host.Kill();
            await route.AbortAsync("connectionreset");
        }, new() { Times = 1 });
        await head.Page.GetByTestId("outcome-Approve").ClickAsync();
        await head.Page.GetByTestId("confirm").ClickAsync();
        await head.Page.GetByText("没有收到服务器答复").WaitForAsync();
        (await head.Page.GetByTestId("field-comment").InputValueAsync()).ShouldBe("同意报送。");

        await city.Host.Start();

        await head.Page.GetByTestId("task-done").WaitForAsync();
        (await of.Done("InternalApproval")).ShouldBe(["Approve"]);
        (await of.Stage()).ShouldBe("Intake");
    }
}
