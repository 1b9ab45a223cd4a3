namespace Orchestrator.Submission.Attachments;

/// <summary>A kind of file that the office accepts.</summary>
public sealed record AttachmentKind(string Extension, string MediaType, string NameZh)
{
    public static readonly AttachmentKind Pdf = new("pdf", "application/pdf", "PDF 文件");
    public static readonly AttachmentKind Docx = new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档");
    public static readonly AttachmentKind Xlsx = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 工作簿");
    public static readonly AttachmentKind Png = new("png", "image/png", "PNG 图片");
    public static readonly AttachmentKind Jpeg = new("jpg", "image/jpeg", "JPEG 图片");

    public static readonly IReadOnlyList<AttachmentKind> All = [Pdf, Docx, Xlsx, Png, Jpeg];

    public const string Names = "pdf、docx、xlsx、png、jpg";

    public static AttachmentKind? ByExtension(string extension) =>
        extension == "jpeg" ? Jpeg : All.FirstOrDefault(kind => kind.Extension == extension);
}
