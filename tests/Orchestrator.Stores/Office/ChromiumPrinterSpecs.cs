using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Office.Printing;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Office;

/// <summary>PDFs by a real browser, and what becomes of a browser that fails.</summary>
public sealed partial class ChromiumPrinterSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-printer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_form_becomes_A4_pages_with_text_that_can_be_selected()
    {
        Assert.SkipWhen(PrintSettings.Find(null) is null, "No Chromium on this machine: install the package chromium, or run the tests through bash tests/run.");
        using var printer = Printer(PrintSettings.Find(null)!);

        var pdf = Encoding.Latin1.GetString((await printer.Print(ApprovalFormPage.ForPdf(Form(steps: 60)), default)).Required());

        pdf.ShouldStartWith("%PDF-");
        Page().Count(pdf).ShouldBeInRange(3, 8);
        MediaBox().Matches(pdf).Select(box => (Rounded(box.Groups[1].Value), Rounded(box.Groups[2].Value))).Distinct().ShouldBe([(595, 842)]);
        var characters = Characters(pdf);
        foreach (var character in "审批单退回补正市委编办")
        {
            characters.ShouldContain(character, "a character without its code cannot be selected or searched for");
        }
    }

    [Fact]
    public async Task Two_forms_at_once_are_two_files()
    {
        Assert.SkipWhen(PrintSettings.Find(null) is null, "No Chromium on this machine: install the package chromium, or run the tests through bash tests/run.");
        using var printer = Printer(PrintSettings.Find(null)!);

        var made = await Task.WhenAll(Enumerable.Range(1, 3).Select(steps => printer.Print(ApprovalFormPage.ForPdf(Form(steps)), default)));

        made.ShouldAllBe(pdf => pdf.Refusal == null && pdf.Value!.Length > 1_000);
    }

    [Fact]
    public async Task A_browser_that_does_not_end_is_ended()
    {
        var mark = Path.Combine(_folder.FullName, "pid");
        using var printer = Printer(Program($"echo $$ > {mark}\nsleep 600"), TimeSpan.FromSeconds(2));

        var refused = (await printer.Print("<p>", default)).Refusal.ShouldNotBeNull();

        (refused.Code, refused.Message.Contains("2秒", StringComparison.Ordinal)).ShouldBe(("print.failed", true));
        Directory.Exists($"/proc/{(await File.ReadAllTextAsync(mark)).Trim()}").ShouldBeFalse();
    }

    [Fact]
    public async Task A_browser_that_makes_nothing_is_no_fault_of_the_person()
    {
        using var printer = Printer(Program("echo broken >&2\nexit 3"));

        (await printer.Print("<p>", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("print.failed");
    }

    [Fact]
    public async Task The_browser_gets_nothing_of_what_the_host_was_given()
    {
        var seen = Path.Combine(_folder.FullName, "seen");
        Environment.SetEnvironmentVariable("ORCHESTRATOR_DATABASE_OF_TEST", "secret");
        using var printer = Printer(Program($"env > {seen}\nprintf '%s\\n' \"$@\" >> {seen}"));

        await printer.Print("<p>", default);

        var text = await File.ReadAllTextAsync(seen);
        text.ShouldNotContain("secret");
        text.ShouldContain("--host-resolver-rules=MAP * ~NOTFOUND");
        text.Contains("--no-sandbox", StringComparison.Ordinal).ShouldBe(Environment.IsPrivilegedProcess);
    }

    [Fact]
    public void A_configured_path_without_a_file_is_refused_by_name() =>
        Should.Throw<InvalidOperationException>(() => PrintSettings.Find("/none/chromium")).Message.ShouldContain("Print:Chromium");

    private static ChromiumPrinter Printer(string program, TimeSpan? limit = null) =>
        new(new PrintSettings("楚江市机构改革专班", () => null, program) { Limit = limit ?? TimeSpan.FromMinutes(2) }, NullLogger<ChromiumPrinter>.Instance);

    private string Program(string script)
    {
        var path = Path.Combine(_folder.FullName, "browser");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private static ApprovalForm Form(int steps)
    {
        var at = new DateTimeOffset(2020, 8, 12, 10, 0, 0, TimeSpan.Zero);
        return new ApprovalForm(
            "楚江市机构改革专班", null, "澄湖区街道改革实施办法", [new("报送单位", "澄湖区")],
            [.. Enumerable.Range(1, steps).Select(n => new ApprovalStep(n, 1, "受理审查", "某人", "市委编办", null, "退回补正", "缺少附则，请补充。", at, n % 5 == 0))],
            [], [], "起草 → 受理审查", null, new ExportMark("某人", "市委编办", at));
    }

    // The browser writes for every font which character a glyph stands for: that is what is copied and searched.
    private static HashSet<char> Characters(string pdf)
    {
        var found = new HashSet<char>();
        foreach (Match stream in Stream().Matches(pdf))
        {
            var bytes = Encoding.Latin1.GetBytes(stream.Groups[1].Value);
            if (bytes.Length < 2 || bytes[0] != 0x78)
            {
                continue;
            }

            using var inflated = new StreamReader(new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.Latin1);
            var text = inflated.ReadToEnd();
            if (!text.Contains("begincmap", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (Match range in Range().Matches(text))
            {
                var (from, to, first) = (Hex(range.Groups[1].Value), Hex(range.Groups[2].Value), Hex(range.Groups[3].Value));
                found.UnionWith(Enumerable.Range(first, to - from + 1).Select(code => (char)code));
            }

            found.UnionWith(Single().Matches(text).Select(single => (char)Hex(single.Groups[2].Value)));
        }

        return found;
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int Rounded(string number) => (int)Math.Round(double.Parse(number, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Page();

    [GeneratedRegex(@"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex MediaBox();

    [GeneratedRegex(@"stream\r?\n(.*?)\nendstream", RegexOptions.Singleline)]
    private static partial Regex Stream();

    [GeneratedRegex(@"<([0-9A-F]{2,4})> <([0-9A-F]{2,4})> <([0-9A-F]{4})>")]
    private static partial Regex Range();

    [GeneratedRegex(@"^<([0-9A-F]{2,4})> <([0-9A-F]{4})>$", RegexOptions.Multiline)]
    private static partial Regex Single();
}
