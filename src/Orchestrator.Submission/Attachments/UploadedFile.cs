using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Orchestrator.Runtime;

namespace Orchestrator.Submission.Attachments;

/// <summary>Reads one file from a multipart request without holding it in memory. The command id comes as a field before
/// the file or as <c>?commandId=</c>.</summary>
internal sealed record UploadedFile(string CommandId, string Name, ReceivedFile File)
{
    public static async Task<Outcome<UploadedFile>> Read(HttpRequest request, AttachmentFiles files, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return Bad("attachment.not-multipart", "请以 multipart/form-data 方式上传文件");
        }

        var commandId = request.Query["commandId"].ToString();
        var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16 << 10 };
        try
        {
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                {
                    continue;
                }

                if (disposition.IsFileDisposition())
                {
                    return await Receive(section, disposition, commandId, files, ct);
                }

                if (disposition.Name.Equals("commandId", StringComparison.OrdinalIgnoreCase) || disposition.Name.Equals("\"commandId\"", StringComparison.OrdinalIgnoreCase))
                {
                    commandId = await Text(section.Body, ct);
                }
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Bad("attachment.broken", "上传中断或内容不完整，请重新上传");
        }

        return Bad("attachment.none", "请求中没有文件");
    }

    private static async Task<Outcome<UploadedFile>> Receive(
        MultipartSection section, ContentDispositionHeaderValue disposition, string commandId, AttachmentFiles files, CancellationToken ct)
    {
        if (commandId.Length is 0 or > 100)
        {
            return Bad("command.missing", "缺少 commandId（1 到 100 个字符）");
        }

        var given = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : Unescaped(HeaderUtilities.RemoveQuotes(disposition.FileName).Value);
        var (name, extension, problem) = AttachmentName.Check(given);
        if (problem is not null)
        {
            return Bad("attachment.name", problem);
        }

        var file = await files.Receive(section.Body, ct);
        if (file.Problem is not null)
        {
            return Bad("attachment.content", $"“{name}”：{file.Problem}");
        }

        if (AttachmentKind.ByExtension(extension!) != file.Kind)
        {
            files.Delete(file.StoredAs);
            return Bad("attachment.mismatch", $"“{name}”的扩展名是 .{extension}，内容却是{file.Kind!.NameZh}，请核对后再上传");
        }

        return new UploadedFile(commandId, name!, file);
    }

    // Browsers escape only the quote; anything else in the name is judged as it came.
    private static string? Unescaped(string? name) => name?.Replace("%22", "\"", StringComparison.Ordinal);

    private static async Task<string> Text(Stream body, CancellationToken ct)
    {
        var buffer = new byte[256];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private static Refusal Bad(string code, string message) => Refusal.Invalid(code, message, [new FieldProblem("file", message)]);
}
