using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Documents;

/// <summary>发文字号, for example 楚办发〔2020〕3号 (T-10).</summary>
public static class DocumentNumber
{
    public static string Text(string prefix, int year, int sequence) => $"{prefix}〔{year}〕{sequence}号";

    public static IReadOnlyList<Finding> Check(string? prefix, int? year, DateTimeOffset now)
    {
        var found = new List<Finding>();
        if (string.IsNullOrEmpty(prefix) || prefix.Length > 12 || prefix.Any(character => character is < '\u4e00' or > '\u9fff'))
        {
            found.Add(Finding.Block("T-10", "data.prefix", "机关代字须为1至12个汉字。"));
        }

        var thisYear = now.ToOffset(TimeSpan.FromHours(8)).Year;
        if (year != thisYear)
        {
            found.Add(Finding.Block("T-10", "data.year", $"发文年份须为印发当年（{thisYear}年）。"));
        }

        return found;
    }

    /// <summary>
    /// The next number of the series, in the caller's transaction: a rolled back issue gives its number back, and the row
    /// lock of the update makes issues of one series wait for each other.
    /// </summary>
    public static async Task<int> Next(OfficeDb db, string prefix, int year, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"insert into of_number_series (prefix, year, last) values ({prefix}, {year}, 0) on conflict do nothing", ct);
        await db.Database.ExecuteSqlAsync($"update of_number_series set last = last + 1 where prefix = {prefix} and year = {year}", ct);
        return (await db.Database.SqlQuery<int>($"select last as \"Value\" from of_number_series where prefix = {prefix} and year = {year}").ToListAsync(ct))[0];
    }
}
