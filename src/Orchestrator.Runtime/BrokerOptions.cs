namespace Orchestrator.Runtime;

/// <summary>The RabbitMQ server by which the services of an installation speak to each other.</summary>
/// <param name="Server">Host, port and virtual host: <c>rabbitmq://host:5672/office</c>.</param>
/// <param name="Prefix">Before the names of all exchanges and queues, where several installations share a virtual host.</param>
public sealed record BrokerOptions(Uri Server, string User, string Password, bool Encrypted = false, string Prefix = "")
{
    private const string Form = "消息服务器的地址应写成 amqp://用户:密码@主机:端口/虚拟主机（加密连接用 amqps）";

    /// <summary>Reads <c>amqp://user:password@host:port/vhost</c> or <c>amqps://…</c>; user and password are <c>guest</c> when missing.
    /// Throws <see cref="FormatException"/>, whose message does not repeat the password.</summary>
    public static BrokerOptions Parse(string address, string? prefix = null)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
        {
            throw new FormatException($"{Form}。");
        }

        var encrypted = uri.Scheme == "amqps";
        var port = uri.Port > 0 ? uri.Port : encrypted ? 5671 : 5672;
        var user = uri.UserInfo.Split(':', 2);
        return new(
            new UriBuilder("rabbitmq", uri.Host, port, uri.AbsolutePath).Uri,
            user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "guest",
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "guest",
            encrypted, prefix ?? "");
    }

    public override string ToString() => Server.ToString();
}
