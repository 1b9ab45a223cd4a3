using Microsoft.Playwright;
using Shouldly;

namespace Orchestrator.Browser;

/// <summary>Somebody at a desk: signs in, finds the task in the list, fills the form, decides.</summary>
public sealed class Person(IPage page, string userName)
{
    public IPage Page => page;

    /// <summary>
    /// Opens a window of somebody who has signed in, with no page in it yet. How one signs in has tests of its own
    /// (<see cref="Entrance"/>); here the cookie is fetched as the sign-in page fetches it.
    /// </summary>
    public static async Task<Person> SignIn(Chromium chromium, Uri address, string userName, int width = 1440)
    {
        var page = await chromium.Open(address, width, width < 500 ? 844 : 900);
        page.SetDefaultTimeout(60_000);
        var before = await page.APIRequest.GetAsync("/api/v1/session");
        var answer = await page.APIRequest.PostAsync("/api/v1/session", new APIRequestContextOptions
        {
            Headers = [new("X-CSRF-TOKEN", (await before.JsonAsync())!.Value.GetProperty("csrf").GetString()!)],
            DataObject = new { userName, password = DemoCity.Password },
        });
        answer.Status.ShouldBe(200, $"{userName}: {await answer.TextAsync()}");
        return new Person(page, userName);
    }

    /// <summary>Opens the first of my open tasks of a campaign by the list, as a person would.</summary>
    public async Task OpenTask(string campaignId, string step)
    {
        await page.GotoAsync($"/tasks/todo?campaign={Uri.EscapeDataString(campaignId)}&step={step}");
        await page.Locator(".task-title a, a.card").First.ClickAsync();
        await FormShown();
    }

    /// <summary>Opens a case as a link in a notice does.</summary>
    public async Task Open(PreparedCase of)
    {
        await page.GotoAsync($"/cases/{of.Id}");
        await page.Locator(".case-header h1").WaitForAsync();
    }

    /// <summary>Opens the case with the form of a step that is mine to decide.</summary>
    public async Task OpenForm(PreparedCase of)
    {
        await Open(of);
        await FormShown();
    }

    /// <summary>The same page again, as after F5, with the form drawn.</summary>
    public async Task Reload()
    {
        await page.ReloadAsync();
        await FormShown();
    }

    private async Task FormShown()
    {
        await page.GetByTestId("save-state").WaitForAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('.task-panel .loading')");
    }

    /// <summary>Waits until everything typed is stored by the host.</summary>
    public Task Stored() => page.Locator("[data-testid=save-state][data-state=saved]").WaitForAsync();

    /// <summary>Nothing on the page may be wider than the window.</summary>
    public async Task Fits() =>
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, page.Url);

    public async Task Decide(string outcome)
    {
        await page.GetByTestId($"outcome-{outcome}").ClickAsync();
        try
        {
            await page.GetByTestId("confirm").ClickAsync();
            await page.GetByTestId("task-done").WaitForAsync();
        }
        catch (TimeoutException)
        {
            var said = await page.Locator(".note, .ant-form-item-explain-error").AllInnerTextsAsync();
            throw new InvalidOperationException($"{userName} could not decide {outcome}: {string.Join(" | ", said)}");
        }
    }

    public async Task Do(string campaignId, string step, string outcome, Func<IPage, Task>? fill = null)
    {
        await OpenTask(campaignId, step);
        if (fill is not null)
        {
            await fill(page);
        }

        await Decide(outcome);
    }
}
