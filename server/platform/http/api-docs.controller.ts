import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Configuration } from '../../config/configuration.js';
import { resourceNotFound } from '../../kernel/common.errors.js';
import { Public } from './access.decorator.js';
import { ActorResolverPort } from './actor-resolver.js';
import type { DeskRequest } from './request.js';

/** The committed document; the build copies it to the same place beside the built server. */
const DOCUMENT = join(import.meta.dirname, '..', '..', '..', 'contract', 'openapi.json');
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Files of their own, because the Content-Security-Policy knows no inline script. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>SmartSupport REST interface</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/page.js"></script>
</body>
</html>
`;
const PAGE_SCRIPT = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#page', deepLinking: true, docExpansion: 'list' });\n`;
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** The contract itself and a page to read it. Production shows the contract to people who are signed in, and no page. */
@ApiExcludeController()
@Controller('api')
@Public()
export class ApiDocsController {
  private document: string | null = null;

  constructor(
    private readonly configuration: Configuration,
    private readonly resolver: ActorResolverPort,
  ) {}

  /** The OpenAPI document. */
  @Get('openapi.json')
  async openApiDocument(@Req() request: DeskRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (this.configuration.isProduction) {
      await this.resolver.resolve(request);
    }
    this.document ??= readFileSync(DOCUMENT, 'utf8');
    void reply
      .type('application/json; charset=utf-8')
      .header('Cache-Control', `${this.configuration.isProduction ? 'private' : 'public'}, max-age=300`);
    return this.document;
  }

  /** The page. */
  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  docsPage(): string {
    this.assertOpen();
    return PAGE;
  }

  /** What the page is made of. */
  @Get('docs/:asset')
  docsAsset(@Param('asset') asset: string): StreamableFile {
    this.assertOpen();
    if (asset === 'page.js') {
      return new StreamableFile(Buffer.from(PAGE_SCRIPT), { type: 'text/javascript; charset=utf-8' });
    }
    const type = ASSETS[asset];
    if (type === undefined || !Object.hasOwn(ASSETS, asset)) {
      throw resourceNotFound();
    }
    return new StreamableFile(createReadStream(join(SWAGGER_UI, asset)), { type });
  }

  private assertOpen(): void {
    if (this.configuration.isProduction) {
      throw resourceNotFound();
    }
  }
}
