using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;

namespace Orchestrator.Office.Notices;

/// <summary>Reads the configuration section <c>Notices</c> and says of everything that is wrong in it where and what.</summary>
public static class NoticeConfiguration
{
    private const int ShortestSecret = 32;
    private const int ImplicitTlsPort = 465;

    /// <exception cref="InvalidDataException">Something is wrong; the message is Chinese, a line for each setting.</exception>
    public static NoticeSettings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var section = new Section(configuration.GetSection("Notices"), problems);
        var mail = section.Any("Mail") ? ReadMail(section) : null;
        var webhook = section.Any("Webhook") ? ReadWebhook(section) : null;
        var address = section.Address("PublicAddress");
        if (address is { Query.Length: > 0 })
        {
            section.Report("PublicAddress", "不能含有 ?");
        }
        else if (address is null && section["PublicAddress"] is null && (section.Any("Mail") || section.Any("Webhook")))
        {
            section.Report("PublicAddress", "启用邮件或消息接口时必须填写本系统的访问地址，例如 https://gaige.example.gov.cn");
        }

        return problems.Count == 0
            ? new NoticeSettings { PublicAddress = address, Mail = mail, Webhook = webhook }
            : throw new InvalidDataException($"通知渠道的配置有误：\n{string.Join('\n', problems)}");
    }

    private static MailSettings? ReadMail(Section section)
    {
        var host = section.Required("Mail:Host", "必须填写邮件服务器的地址");
        if (host is not null && Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            section.Report("Mail:Host", $"“{host}”不是主机名，也不是 IP 地址");
        }

        var port = section.Port("Mail:Port", 587);
        var tls = section.Flag("Mail:Tls", true);
        if (tls && port == ImplicitTlsPort)
        {
            section.Report("Mail:Port", "不支持 465 端口的直接加密，请用支持 STARTTLS 的端口（一般是 587）");
        }

        var (user, password) = (section["Mail:User"], section["Mail:Password"]);
        if (user is null != password is null)
        {
            section.Report(user is null ? "Mail:User" : "Mail:Password", "用户名和密码应同时填写");
        }
        else if (user is not null && !tls)
        {
            section.Report("Mail:Tls", "使用用户名和密码时必须加密");
        }

        var from = section.Required("Mail:From", "必须填写发件人地址");
        return from is null || ReadFrom(section, from) is not { } sender || host is null ? null : new(host, port, tls, user, password, sender);
    }

    private static MailAddress? ReadFrom(Section section, string from)
    {
        if (from.Any(char.IsControl) || !MailAddress.TryCreate(from, out var sender) || !MailAddresses.IsValid(sender.Address))
        {
            section.Report("Mail:From", $"“{from}”不是邮箱地址，应为 notice@example.gov.cn 或 改革办 <notice@example.gov.cn>");
            return null;
        }

        return sender;
    }

    private static WebhookSettings? ReadWebhook(Section section)
    {
        var url = section.Address("Webhook:Url");
        if (section["Webhook:Url"] is null)
        {
            section.Report("Webhook:Url", "必须填写接收方的地址");
        }

        var secret = section.Required("Webhook:Secret", "必须填写签名密钥");
        if (secret is { Length: < ShortestSecret })
        {
            section.Report("Webhook:Secret", $"密钥至少 {ShortestSecret} 个字符");
        }

        return url is null || secret is null ? null : new(url, secret);
    }

    private sealed class Section(IConfigurationSection section, List<string> problems)
    {
        /// <summary>Null when it is missing or blank.</summary>
        public string? this[string name] => string.IsNullOrWhiteSpace(section[name]) ? null : section[name]!.Trim();

        public bool Any(string name) => section.GetSection(name).GetChildren().Any(child => !string.IsNullOrWhiteSpace(child.Value));

        public void Report(string name, string problem) => problems.Add($"Notices:{name}：{problem}。");

        public string? Required(string name, string problem)
        {
            if (this[name] is null)
            {
                Report(name, problem);
            }

            return this[name];
        }

        public int Port(string name, int otherwise)
        {
            if (this[name] is not { } text)
            {
                return otherwise;
            }

            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            {
                Report(name, $"“{text}”应为 1 至 65535 的整数");
            }

            return port;
        }

        public bool Flag(string name, bool otherwise)
        {
            if (this[name] is not { } text)
            {
                return otherwise;
            }

            if (!bool.TryParse(text, out var flag))
            {
                Report(name, $"“{text}”应为 true 或 false");
            }

            return flag;
        }

        public Uri? Address(string name)
        {
            if (this[name] is not { } text)
            {
                return null;
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Fragment.Length == 0 && address.UserInfo.Length == 0)
            {
                return address;
            }

            Report(name, $"“{text}”应为 http:// 或 https:// 开头的完整地址，不含用户名和 #");
            return null;
        }
    }
}
