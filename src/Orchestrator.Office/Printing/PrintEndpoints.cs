using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Office.Exports;
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
        api.MapGet("/cases/{id}/approval-form.docx", GiveWord).AllowSignedIn().Produces<byte[]>(200, Word).WithName("exportApprovalFormDocx");
        api.MapGet("/cases/{id}/approval-form.pdf", GivePdf).AllowSignedIn().Produces<byte[]>(200, Pdf).WithName("exportApprovalFormPdf");
        api.MapGet("/cases/{id}/approval-form.html", GivePage).AllowSignedIn().Produces<string>(200, "text/html").WithName("printApprovalForm");
        return app;
    }

    private static async Task<IResult> GiveWord(string id, ApprovalFormReader reader, CommandRunner commands, Actor actor, HttpContext http)
    {
        if (await reader.Read(id, actor, http.RequestAborted) is not { } form)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        await commands.Record(http, actor, "ApprovalForms.ExportDocx", "case", id);
        return Results.File(ApprovalFormDocument.Write(form), Word, PlainText.FileName($"{form.Title}-审批单", ".docx"));
    }

    private static async Task<IResult> GivePdf(string id, ApprovalFormReader reader, ChromiumPrinter printer, CommandRunner commands, Actor actor, HttpContext http)
    {
        if (await reader.Read(id, actor, http.RequestAborted) is not { } form)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        var printed = await printer.Print(ApprovalFormPage.ForPdf(form), http.RequestAborted);
        if (printed.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }

        await commands.Record(http, actor, "ApprovalForms.ExportPdf", "case", id);
        return Results.File(printed.Value!, Pdf, PlainText.FileName($"{form.Title}-审批单", ".pdf"));
    }

    private static async Task<IResult> GivePage(string id, ApprovalFormReader reader, CommandRunner commands, Actor actor, HttpContext http)
    {
        if (await reader.Read(id, actor, http.RequestAborted) is not { } form)
        {
            return CaseAccess.Unknown(id).ToResult();
        }

        await commands.Record(http, actor, "ApprovalForms.Print", "case", id);
        return Results.Content(ApprovalFormPage.ForPerson(form), Page);
    }
}
