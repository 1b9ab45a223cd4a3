using Microsoft.AspNetCore.Http;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets;

namespace Orchestrator.Office.Exports;

/// <summary>Files that leave the system: bounded, and recorded in the audit log with person, object and format.</summary>
public static class Exporting
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Rows that one file holds; also what one read gives at most.</summary>
    public const int MostRows = PageSize.Largest;

    /// <summary>The audit row of an export; the name says what and in which format (<c>Tasks.ExportXlsx</c>).</summary>
    public static async Task Record(this CommandRunner commands, HttpContext http, Actor actor, string name, string objectType, string? objectId) =>
        (await commands.Run<Done>(
            CommandHead.From(http, actor, Guid.NewGuid().ToString("N"), name, objectType, objectId), _ => Task.FromResult<Outcome<Done>>(Done.Value), http.RequestAborted)).Required();

    /// <summary>The sheets as a download. The file is written to the disk first, so that what goes wrong is still answered as a problem.</summary>
    /// <param name="title">Of the file, without ending.</param>
    /// <param name="rows">How many there are; more than <see cref="MostRows"/> are refused (<c>export.too-many</c>, 422).</param>
    /// <param name="record">Writes the audit row, before anything leaves and not when it is refused.</param>
    public static async Task<IResult> Workbook(string title, int rows, Func<Task> record, params Sheet[] sheets)
    {
        if (rows > MostRows)
        {
            return Refusal.Invalid("export.too-many", $"符合条件的有{rows}条，一个文件最多导出{MostRows}条。请缩小筛选范围后再导出。").ToResult();
        }

        await record();
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            WorkbookFile.Write(file, sheets);
            file.Position = 0;
            return Results.File(file, Xlsx, PlainText.FileName(title, ".xlsx"));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
