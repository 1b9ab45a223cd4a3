using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Orchestrator.Browser.Chromium))]
[assembly: Orchestrator.Browser.WindowsClosed]

namespace Orchestrator.Browser;

/// <summary>One browser for the whole run; every person gets a context (cookies, window size) of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        const string program = "/usr/bin/chromium-headless-shell";
        if (!File.Exists(program))
        {
            throw new InvalidOperationException("Chromium is missing; run the tests through: bash tests/run");
        }

        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window for one person. <paramref name="width"/> 1440 is an office screen, 390 a phone.</summary>
    public async Task<IPage> Open(Uri address, int width = 1440, int height = 900)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            // A page that is still gliding moves the button from under a click between press and release.
            ReducedMotion = ReducedMotion.Reduce,
        });
        Windows.Opened(context);
        return await context.NewPageAsync();
    }
}

/// <summary>The windows of each running test. Left open they would follow every change in the city until the end of the run.</summary>
internal static class Windows
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> OfTest = new();

    public static void Opened(IBrowserContext context)
    {
        if (TestContext.Current.Test is { } test)
        {
            OfTest.GetOrAdd(test.UniqueID, _ => []).Add(context);
        }
    }

    public static void Close(string testId)
    {
        if (OfTest.TryRemove(testId, out var contexts))
        {
            _ = Task.Run(() => Task.WhenAll(contexts.Select(context => context.CloseAsync())));
        }
    }
}

/// <summary>Closes a test's windows when it has ended.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class WindowsClosedAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Windows.Close(test.UniqueID);
}
