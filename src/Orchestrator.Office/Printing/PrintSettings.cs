namespace Orchestrator.Office.Printing;

/// <param name="Issuer">Whose form it is; stands in its head.</param>
/// <param name="Notice">What has to stand on every page at this moment, or null.</param>
/// <param name="Chromium">The program that makes PDFs; null when there is none.</param>
public sealed record PrintSettings(string Issuer, Func<string?> Notice, string? Chromium)
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome", "/opt/google/chrome/chrome", "/usr/bin/microsoft-edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    /// <summary>How long one PDF may take; the browser is ended then.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Browsers at once; whoever comes on top waits, no longer than <see cref="Limit"/>.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>The program to use: the configured one, else the first of the usual places.</summary>
    /// <param name="configured">A path; <c>none</c> for no PDFs; null or empty to look for one.</param>
    /// <exception cref="InvalidOperationException">A path is configured where no file is.</exception>
    public static string? Find(string? configured) => configured switch
    {
        null or "" => UsualPlaces.FirstOrDefault(File.Exists),
        "none" => null,
        _ => File.Exists(configured) ? configured : throw new InvalidOperationException($"配置 Print:Chromium 有误：没有文件“{configured}”。填写浏览器程序的路径，或填 none 表示不在服务器上生成 PDF。"),
    };
}
