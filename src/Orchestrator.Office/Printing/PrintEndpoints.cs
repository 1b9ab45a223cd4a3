using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Printing;

/// <param name="Pdf">Whether the server makes PDFs; otherwise the page for printing takes their place.</param>
public sealed record PrintingState(bool Pdf);

public static class PrintEndpoints
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Pdf = "application/pdf";
    private const string Page = "text/html; charset=utf-8";

    public static IEndpointRouteBuilder MapPrinting(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("printing");
        api.MapGet("/printing", (ChromiumPrinter printer) => new PrintingState(printer.Works)).AllowSignedIn().WithName("getPrinting");
        Map<ApprovalFormReader>(api, "/cases/{id}/approval-form", "case", "ApprovalForm", CaseAccess.Unknown);
        Map<MatterFormReader>(api, "/matters/{id}/approval-form", "matter", "MatterForm", MatterAccess.Unknown);
        return app;
    }

    private static void Map<TReader>(RouteGroupBuilder api, string path, string objectType, string name, Func<string, Refusal> unknown)
        where TReader : class, IApprovalFormReader
    {
        api.MapGet($"{path}.docx", (string id, TReader reader, CommandRunner commands, Actor actor, HttpContext http) => Give(
                id, reader, actor, http, unknown, async form =>
                {
                    await commands.Record(http, actor, "ApprovalForms.ExportDocx", objectType, id);
                    return Results.File(ApprovalFormDocument.Write(form), Word, PlainText.FileName($"{form.Title}-审批单", ".docx"));
                }))
            .AllowSignedIn().Produces<byte[]>(200, Word).WithName($"export{name}Docx");
        api.MapGet($"{path}.pdf", (string id, TReader reader, ChromiumPrinter printer, CommandRunner commands, Actor actor, HttpContext http) => Give(
                id, reader, actor, http, unknown, async form =>
                {
                    var printed = await printer.Print(ApprovalFormPage.ForPdf(form), http.RequestAborted);
                    if (printed.Refusal is { } refusal)
                    {
                        return refusal.ToResult();
                    }

                    await commands.Record(http, actor, "ApprovalForms.ExportPdf", objectType, id);
                    return Results.File(printed.Value!, Pdf, PlainText.FileName($"{form.Title}-审批单", ".pdf"));
                }))
            .AllowSignedIn().Produces<byte[]>(200, Pdf).WithName($"export{name}Pdf");
        api.MapGet($"{path}.html", (string id, TReader reader, CommandRunner commands, Actor actor, HttpContext http) => Give(
                id, reader, actor, http, unknown, async form =>
                {
                    await commands.Record(http, actor, "ApprovalForms.Print", objectType, id);
                    return Results.Content(ApprovalFormPage.ForPerson(form), Page);
                }))
            .AllowSignedIn().Produces<string>(200, "text/html").WithName($"print{name}");
    }

    private static async Task<IResult> Give(string id, IApprovalFormReader reader, Actor actor, HttpContext http, Func<string, Refusal> unknown, Func<ApprovalForm, Task<IResult>> answer) =>
        await reader.Read(id, actor, http.RequestAborted) is { } form ? await answer(form) : unknown(id).ToResult();
}
