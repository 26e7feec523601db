import 'reflect-metadata';
import '@nestjs/common';
// An ES module that our code imports and a CommonJS plugin requires: jest needs it evaluated before both.
import 'content-disposition';
